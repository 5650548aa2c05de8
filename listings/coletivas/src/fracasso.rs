//! Por que o lançador mandou todos pararem.

use std::time::Duration;

#[derive(Debug, thiserror::Error)]
pub enum Fracasso {
    #[error("o rank {0} {1}, e os outros foram encerrados")]
    Morreu(usize, String),
    #[error("o rank {0} cortou a conexão, e todos foram encerrados")]
    Cortou(usize),
    #[error("rank {0}: {1}; todos foram encerrados")]
    Queixa(usize, String),
    #[error("sem notícia em {1:?} dos ranks {0:?}; todos foram encerrados")]
    Silencio(Vec<usize>, Duration),
    #[error("não consigo mais receber conexões: {0}; todos foram encerrados")]
    SemPorta(String),
    #[error("interrompido a pedido; todos foram encerrados")]
    Interrompido,
}
