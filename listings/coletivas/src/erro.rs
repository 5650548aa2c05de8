//! Por que uma coletiva não termina.

use std::io::{self, ErrorKind};

use apoio::erro::motivo;

use crate::numero::Operacao;
use crate::quadro::LIMITE;

#[derive(Debug, thiserror::Error)]
pub enum Erro {
    /// Outro rank morreu, calou-se ou cortou a conexão.
    #[error("perdi o rank {outro}: {motivo}")]
    Perdi { outro: usize, motivo: String },
    #[error("perdi o lançador: {0}")]
    SemLancador(String),
    #[error("não consegui escutar: {0}")]
    SemPorta(String),
    #[error("a mensagem para o rank {0} passa de {LIMITE} bytes")]
    Grande(usize),
    /// Os dois lados não estão na mesma coletiva: um deles tem um defeito.
    #[error("o rank {0} mandou uma mensagem que não é desta coletiva")]
    ForaDeOrdem(usize),
    #[error("o rank {outro} trouxe {dele} valores para reduzir, e eu tenho {meus}")]
    Tamanhos {
        outro: usize,
        dele: usize,
        meus: usize,
    },
    #[error("{operacao} de {a} e {b} não cabe no tipo")]
    Estouro {
        operacao: Operacao,
        a: String,
        b: String,
    },
}

impl Erro {
    pub fn com_rank(outro: usize, erro: &io::Error) -> Self {
        match erro.kind() {
            ErrorKind::InvalidInput => Self::Grande(outro),
            _ => Self::Perdi {
                outro,
                motivo: motivo(erro),
            },
        }
    }

    pub fn com_lancador(erro: &io::Error) -> Self {
        Self::SemLancador(motivo(erro))
    }
}
