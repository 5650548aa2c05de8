//! O ciclo de todo consumidor daqui: ler, fazer, marcar; confirmar de vez em quando.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use rdkafka::message::BorrowedMessage;

use super::{Chegada, Consumidor, Dono};
use crate::registro::posicao;

/// De quanto em quanto confirmar: o que vencer primeiro. Numa queda, é isto o
/// que se repete. O tempo se conta do mais velho por confirmar: contado da partida, a
/// entrada no grupo o gastaria.
#[derive(Clone, Copy, Debug)]
pub struct Cadencia {
    pub registros: usize,
    pub tempo: Duration,
}

/// Quando o ciclo acaba, além de quando alguém pede.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ate {
    Sempre,
    /// Depois de tantos registros.
    Registros(usize),
    /// Depois de ler tudo o que as suas partições têm.
    OFim,
}

/// Quanto uma leitura espera antes de olhar se pediram o fim.
const ESPERA: Duration = Duration::from_millis(100);

/// Lê e faz até o fim; devolve quantos registros leu.
///
/// # Errors
/// O que o `efeito`, a leitura ou a confirmação disserem. O efeito que falha não
/// se marca: o registro volta na próxima vez.
pub fn rodar<D: Dono>(
    consumidor: &Consumidor<D>,
    cadencia: Cadencia,
    ate: Ate,
    fim: &AtomicBool,
    mut efeito: impl FnMut(&BorrowedMessage<'_>) -> Result<()>,
) -> Result<usize> {
    // ANCHOR: ciclo
    let (mut lidos, mut por_confirmar, mut desde) = (0, 0, Instant::now());
    let mut no_fim = BTreeSet::new();
    while !fim.load(Ordering::Relaxed) && ate != Ate::Registros(lidos) {
        match consumidor.proxima(ESPERA)? {
            Chegada::Mensagem(mensagem) => {
                efeito(&mensagem)?;
                if por_confirmar == 0 {
                    desde = Instant::now();
                }
                consumidor.marcar(&mensagem)?;
                no_fim.remove(&posicao(&mensagem).particao);
                (lidos, por_confirmar) = (lidos + 1, por_confirmar + 1);
            }
            Chegada::FimDaParticao(particao) => {
                no_fim.insert(particao);
                if ate == Ate::OFim && leu_tudo(&consumidor.particoes(), &no_fim) {
                    break;
                }
            }
            Chegada::Nada => {}
        }
        let venceu = por_confirmar > 0 && desde.elapsed() >= cadencia.tempo;
        if venceu || por_confirmar >= cadencia.registros {
            consumidor.confirmar()?;
            por_confirmar = 0;
        }
    }
    // Devolver as partições também confirma, mas lá uma falha só vai ao diário.
    consumidor.confirmar()?;
    // ANCHOR_END: ciclo
    Ok(lidos)
}

fn leu_tudo(minhas: &[i32], no_fim: &BTreeSet<i32>) -> bool {
    !minhas.is_empty() && minhas.iter().all(|particao| no_fim.contains(particao))
}
