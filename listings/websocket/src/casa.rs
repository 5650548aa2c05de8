//! O que todas as conexões de um servidor das salas compartilham.

use std::sync::Arc;

use tokio::sync::{Semaphore, mpsc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::escrivao::Pedido;
use crate::limites::Limites;

/// O que uma sessão usa.
pub struct Casa {
    pub limites: Limites,
    pub pedidos: mpsc::Sender<Pedido>,
    pub fim: CancellationToken,
}

/// O que as rotas usam.
pub struct Servidor {
    pub casa: Casa,
    pub vagas: Arc<Semaphore>,
    pub sessoes: TaskTracker,
    /// Dado quando o prazo de drenagem vence: quem ainda está, cai.
    pub corte: CancellationToken,
}

impl Servidor {
    /// Começa uma tarefa que a drenagem espera, e que o corte interrompe.
    pub fn comecar(&self, tarefa: impl Future<Output = ()> + Send + 'static) {
        let corte = self.corte.clone();
        self.sessoes.spawn(corte.run_until_cancelled_owned(tarefa));
    }
}
