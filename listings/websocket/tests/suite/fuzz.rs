//! Bytes ao acaso depois do aperto de mão: o servidor fecha ou responde, e nunca cai.
//!
//! Na suíte, um segundo; `FUZZ_SEGUNDOS=600` para a volta longa. A semente sai na falha.

use std::env;
use std::time::{Duration, Instant};

use crate::comum::{Cru, Servidor, cabeca, quadro};
use fastrand::Rng;
use websocket::limites::Limites;
use websocket::ola::Modo;

/// Quadros quase certos: é onde moram os erros; lixo puro morre no primeiro byte.
fn sortear(sorteio: &mut Rng) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..sorteio.usize(1..5) {
        let carga: Vec<u8> = (0..sorteio.usize(0..200)).map(|_| sorteio.u8(..)).collect();
        match sorteio.u8(..4) {
            0 => bytes.extend(carga),
            1 => bytes.extend(cabeca(
                sorteio.u8(..),
                sorteio.u8(..) & 0x80,
                sorteio.u64(..),
            )),
            2 => bytes.extend(quadro(sorteio.u8(..), &carga)),
            _ => {
                bytes.extend(quadro(0x81, br#"{"tipo":"dizer","numero":1,"texto":"x"}"#))
            }
        }
    }
    if sorteio.bool() && !bytes.is_empty() {
        let i = sorteio.usize(..bytes.len());
        bytes[i] ^= 1 << sorteio.u8(..8);
    }
    bytes
}

#[test]
fn bytes_ao_acaso_nunca_derrubam_os_servidores() {
    let segundos = env::var("FUZZ_SEGUNDOS").ok().and_then(|s| s.parse().ok());
    let vence = Instant::now() + Duration::from_secs(segundos.unwrap_or(1));
    let limites = Limites::default();
    let servidores = [Servidor::ola(Modo::Eco, limites), Servidor::salas(limites)];
    let semente = env::var("FUZZ_SEMENTE").ok().and_then(|s| s.parse().ok());
    let semente = semente.unwrap_or_else(fastrand::get_seed);
    let (mut sorteio, mut casos) = (Rng::with_seed(semente), 0_u64);
    println!("FUZZ_SEMENTE={semente}");
    while Instant::now() < vence {
        for servidor in &servidores {
            let mut cru = Cru::abrir(servidor.endereco);
            cru.mandar(&sortear(&mut sorteio));
            casos += 1;
        }
    }
    // Depois de tudo, quem fala direito é atendido.
    let [ola, salas] = &servidores;
    let mut cru = Cru::abrir(ola.endereco);
    cru.dizer("vivo");
    assert_eq!(cru.ler().expect("o eco vive").texto(), "vivo");
    Cru::na_sala(salas.endereco, "geral", "ana");
    println!("{casos} casos, nenhum derrubou os servidores");
}
