//! Quanto do enlace o pare e espere aproveita: a fórmula, e a conta feita no
//! relógio virtual por quem de fato envia.

use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

use crate::adversario::{Adversario, Maldade};
use crate::canal::Canal;
use crate::canal::simulado::{Enlace, Simulado};
use crate::pare_e_espere::numero::Largura;
use crate::pare_e_espere::prazo::Limites;
use crate::pare_e_espere::receptor::Receptor;
use crate::pare_e_espere::remetente::{Erro, Remetente};
use crate::pare_e_espere::segmento::{CABECALHO, MAIOR_DATAGRAMA};

/// Mensagens por medida: a utilização é a mesma em todas.
const MENSAGENS: u32 = 50;

/// Tempo transmitindo sobre tempo total, com datagramas do maior tamanho.
pub fn pela_formula(vazao: f64, ida_e_volta: Duration) -> f64 {
    let transmissao = MAIOR_DATAGRAMA as f64 * 8.0 / vazao;
    transmissao / (transmissao + ida_e_volta.as_secs_f64())
}

/// Envia de verdade, em tempo virtual, e divide um tempo pelo outro.
///
/// # Errors
/// Veja [`Erro`]; sem perdas, não acontece.
pub fn pela_medida(vazao: f64, ida_e_volta: Duration) -> Result<f64, Erro> {
    let enlace = Enlace {
        latencia: ida_e_volta / 2,
        vazao: Some(vazao),
    };
    let largura = Largura::TRINTA_E_DOIS_BITS;
    let receptor = Receptor::novo(largura, ChaCha8Rng::seed_from_u64(1), |_| true);
    let canal = Simulado::novo(receptor, enlace, Adversario::novo(Maldade::NENHUMA, 1));
    // Um prazo menor que a ida e volta repetiria à toa.
    let transmissao = enlace.transmissao(2 * MAIOR_DATAGRAMA);
    let folgado = 2 * (ida_e_volta + transmissao) + Duration::from_secs(1);
    let limites = Limites {
        inicial: folgado,
        maximo: folgado,
        ..Limites::default()
    };
    let mut remetente = Remetente::abrir(canal, 1, largura, limites)?;
    let inicio = remetente.canal().agora();
    let carga = [0; MAIOR_DATAGRAMA - CABECALHO];
    for _ in 0..MENSAGENS {
        remetente.enviar(&carga)?;
    }
    let total = remetente.canal().agora() - inicio;
    let transmitindo = enlace.transmissao(MAIOR_DATAGRAMA) * MENSAGENS;
    Ok(transmitindo.as_secs_f64() / total.as_secs_f64())
}
