//! Os três momentos do fim de um servidor, e quantas chamadas ainda correm.

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Compartilhada por tudo o que vive num servidor.
#[derive(Clone)]
pub struct Vida {
    /// Alguém pediu o fim (Ctrl-C, SIGTERM).
    pub pedido: CancellationToken,
    /// Já não se aceita; quem espera pelo futuro deve desistir de esperar.
    pub fim: CancellationToken,
    /// O prazo da drenagem venceu: o que resta é cortado.
    pub corte: CancellationToken,
    em_curso: watch::Sender<usize>,
}

impl Vida {
    pub fn nova() -> Self {
        Self {
            pedido: CancellationToken::new(),
            fim: CancellationToken::new(),
            corte: CancellationToken::new(),
            em_curso: watch::Sender::new(0),
        }
    }

    /// Quantas chamadas começaram e não acabaram.
    pub fn em_curso(&self) -> watch::Receiver<usize> {
        self.em_curso.subscribe()
    }

    pub(super) fn comecar(&self) -> EmCurso {
        self.em_curso.send_modify(|n| *n += 1);
        EmCurso(self.em_curso.clone())
    }
}

impl Default for Vida {
    fn default() -> Self {
        Self::nova()
    }
}

// ANCHOR: guarda
/// Uma chamada em curso. Acabe como acabar, inclusive destruída no meio, desconta.
pub(super) struct EmCurso(watch::Sender<usize>);

impl Drop for EmCurso {
    fn drop(&mut self) {
        self.0.send_modify(|n| *n -= 1);
    }
}
// ANCHOR_END: guarda
