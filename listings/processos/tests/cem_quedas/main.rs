//! Cem sementes, cem momentos: um trabalhador morto com SIGKILL em qualquer deles
//! não muda o resultado e não deixa zumbi, descritor nem arquivo.
//!
//! Um executável só seu: `waitpid(-1)` fala de todos os filhos do processo.
#![cfg(unix)]

#[path = "../comum/mod.rs"]
mod comum;

use std::fs;
use std::path::Path;
use std::process::Command;

use comum::{DEPRESSA, Ensaio, sozinho, trabalhador};
use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, waitpid};
use nix::unistd::Pid;
use processos::aviso::Aviso;
use processos::canal::Canal;
use processos::fim::Fim;
use processos::primos;

const ATE: u64 = 3_000;
const FAIXAS: u64 = 6;

/// Onde a morte cai.
#[derive(Debug, Clone, Copy)]
enum Momento {
    /// O próprio trabalhador, ao ler ou escrever o byte desse número.
    Byte(u64),
    /// De fora, quando o mestre conta o aviso desse número.
    Aviso(usize),
}

#[derive(Debug)]
struct Caso {
    postos: usize,
    canal: Canal,
    momentos: Vec<Momento>,
}

/// Os primeiros 28 bytes são a primeira faixa, que o primeiro trabalhador sempre
/// lê; depois, o que ele faz depende de quem mais trabalha.
fn sortear(semente: u64) -> Caso {
    let mut sorteio = fastrand::Rng::with_seed(semente);
    let postos = sorteio.usize(1..=3);
    let bytes = if postos == 1 { FAIXAS * 56 } else { 56 };
    let momentos = (0..sorteio.usize(1..=3)).map(|_| match sorteio.bool() {
        true => Momento::Byte(sorteio.u64(1..=bytes)),
        false => Momento::Aviso(sorteio.usize(1..=2 * FAIXAS as usize)),
    });
    let momentos = momentos.collect();
    let canal = if sorteio.bool() {
        Canal::Pipe
    } else {
        Canal::Socket
    };
    Caso {
        postos,
        canal,
        momentos,
    }
}

/// Roda o caso e devolve quantos trabalhadores morreram por SIGKILL.
fn rodar(caso: &Caso, pasta: &Path) -> usize {
    let mut bytes = caso.momentos.iter().filter_map(|momento| match momento {
        Momento::Byte(byte) => Some(*byte),
        Momento::Aviso(_) => None,
    });
    let mut fabrica = |_posto| -> Command {
        let mut comando = trabalhador();
        comando.current_dir(pasta).env("TMPDIR", pasta);
        if let Some(byte) = bytes.next() {
            comando.args(["--morre", &byte.to_string()]);
        }
        comando
    };
    let (mut vistos, mut mortos) = (0, 0);
    let mut avisar = |aviso| match aviso {
        Aviso::Entregue { pid, .. } | Aviso::Feita { pid, .. } => {
            vistos += 1;
            let marcado = |m: &Momento| matches!(m, Momento::Aviso(n) if *n == vistos);
            if caso.momentos.iter().any(marcado) {
                // Pode já ter morrido pela própria mão: então não há a quem matar.
                let _ = kill(Pid::from_raw(pid.cast_signed()), Signal::SIGKILL);
            }
        }
        Aviso::Terminou { fim, .. } => mortos += usize::from(fim == Fim::Sinal(9)),
        _ => {}
    };
    let ensaio = Ensaio {
        faixas: primos::faixas(ATE, ATE / FAIXAS + 1),
        postos: caso.postos,
        canal: caso.canal,
        politica: DEPRESSA,
    };
    let total = ensaio.rodar(&mut fabrica, &mut avisar);
    let total = total.expect("com tão poucas quedas não se desiste");
    assert_eq!(total, sozinho(ATE, FAIXAS as usize), "o resultado mudou");
    mortos
}

fn descritores() -> usize {
    fs::read_dir("/dev/fd").expect("todo Unix tem").count()
}

#[test]
fn morto_em_qualquer_de_cem_momentos_o_resultado_e_o_mesmo_e_nada_fica() {
    let pasta = tempfile::tempdir().expect("há onde criar uma pasta");
    let antes = descritores();
    let (mut mortes, mut sem_morte) = (0, 0);
    for semente in 0..100 {
        let caso = sortear(semente);
        // Só aparece se o teste falhar: é a semente do caso que falhou.
        println!("semente {semente}: {caso:?}");
        let mortos = rodar(&caso, pasta.path());
        mortes += mortos;
        sem_morte += usize::from(mortos == 0);
        assert_eq!(
            waitpid(None::<Pid>, Some(WaitPidFlag::WNOHANG)),
            Err(Errno::ECHILD),
            "sobrou um filho, vivo ou zumbi"
        );
        assert_eq!(descritores(), antes, "sobrou um descritor aberto");
        let restos = fs::read_dir(pasta.path()).expect("a pasta existe").count();
        assert_eq!(restos, 0, "sobrou um arquivo");
    }
    assert!(
        sem_morte < 10,
        "em {sem_morte} dos cem casos ninguém morreu"
    );
    assert!(mortes >= 100, "em cem casos só houve {mortes} mortes");
}
