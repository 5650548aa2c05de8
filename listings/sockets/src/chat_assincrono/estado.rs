//! O que as tarefas de um servidor compartilham.

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::ponta::Ponta;
use crate::chat::Limites;
use crate::chat::sala::Sala;

/// O estado de um servidor no ar.
pub struct Servidor {
    pub(super) sala: Sala<Ponta>,
    pub(super) limites: Limites,
    pub(super) escritoras: TaskTracker,
    /// Pare de aceitar e de ler.
    pub(super) fim: CancellationToken,
    /// O prazo da drenagem venceu: pare já.
    pub(super) corte: CancellationToken,
}
