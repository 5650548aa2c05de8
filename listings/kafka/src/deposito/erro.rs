//! O que pode haver de errado com um depósito.

use std::io;
use std::path::PathBuf;

/// Por que o depósito não serve.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeDeposito {
    #[error("não consegui usar o depósito {}", .0.display())]
    Arquivo(PathBuf, #[source] io::Error),
    #[error(
        "o depósito {} é do tópico {achado:?}, e este é {esperado:?}: dê outro --deposito",
        .arquivo.display()
    )]
    Alheio {
        arquivo: PathBuf,
        achado: String,
        esperado: String,
    },
    #[error(
        "a linha {linha} do depósito {} está estragada, e não é a última: restaure uma cópia",
        .arquivo.display()
    )]
    Estragado { arquivo: PathBuf, linha: usize },
    #[error("outro programa está usando o depósito {}", .0.display())]
    EmUso(PathBuf),
}
