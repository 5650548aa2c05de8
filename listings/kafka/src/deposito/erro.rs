//! O que pode haver de errado com um depósito.

use std::io;
use std::path::PathBuf;

/// Por que o depósito não serve. Em todos os casos o arquivo fica como estava.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeDeposito {
    #[error("não consegui usar o depósito {}", .0.display())]
    Arquivo(PathBuf, #[source] io::Error),
    #[error("{} não é um depósito; não mexi nele. Dê outro --deposito", .0.display())]
    Alheio(PathBuf),
    #[error(
        "o depósito {} é do tópico {achado:?}, e este é {esperado:?}: dê outro --deposito",
        .arquivo.display()
    )]
    DeOutroTopico {
        arquivo: PathBuf,
        achado: String,
        esperado: String,
    },
    #[error(
        "a linha {linha} do depósito {} está estragada, e não é a última: restaure uma cópia",
        .arquivo.display()
    )]
    Estragado { arquivo: PathBuf, linha: usize },
    #[error(
        "o grupo já confirmou a partição {particao} até o offset {confirmado}, e o depósito {} \
         só tem efeitos até o {tem}: o que falta se perdeu dele, ou nunca esteve nele. Restaure \
         uma cópia, ou refaça os efeitos que faltam com outro --grupo",
        .arquivo.display()
    )]
    Faltam {
        arquivo: PathBuf,
        particao: i32,
        confirmado: i64,
        tem: i64,
    },
    #[error("outro programa está usando o depósito {}", .0.display())]
    EmUso(PathBuf),
}
