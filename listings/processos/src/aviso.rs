//! O que o [`mestre`](crate::mestre) conta a quem o acompanha.

use std::time::Duration;
use std::{fmt, io};

use apoio::texto::quantos as dizer;

use crate::fim::Fim;
use crate::protocolo::Feita;

/// O que se passa com um trabalhador.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aviso {
    Comecou {
        posto: usize,
        pid: u32,
    },
    Entregue {
        posto: usize,
        pid: u32,
        faixa: u64,
    },
    Feita {
        posto: usize,
        pid: u32,
        faixa: u64,
    },
    /// O que ele mandou deixou de fazer sentido.
    Queixa {
        posto: usize,
        texto: String,
    },
    Terminou {
        posto: usize,
        fim: Fim,
        refazer: Option<u64>,
    },
    Volta {
        posto: usize,
        espera: Duration,
    },
}

impl Aviso {
    /// Um fim que não foi pedido, e o que se faz por causa dele.
    pub fn e_problema(&self) -> bool {
        match self {
            Self::Terminou { fim, refazer, .. } => !fim.foi_bem() || refazer.is_some(),
            Self::Queixa { .. } | Self::Volta { .. } => true,
            _ => false,
        }
    }
}

impl fmt::Display for Aviso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Comecou { posto, pid } => {
                write!(f, "trabalhador {posto}: processo {pid}")
            }
            Self::Entregue { posto, faixa, .. } => {
                write!(f, "trabalhador {posto}: recebe a faixa {faixa}")
            }
            Self::Feita { posto, faixa, .. } => {
                write!(f, "trabalhador {posto}: fez a faixa {faixa}")
            }
            Self::Queixa { posto, texto } => write!(f, "trabalhador {posto}: {texto}"),
            Self::Terminou {
                posto,
                fim,
                refazer,
            } => {
                write!(f, "trabalhador {posto}: {fim}")?;
                refazer
                    .map_or(Ok(()), |faixa| write!(f, "; a faixa {faixa} volta à fila"))
            }
            Self::Volta { posto, espera } => {
                write!(f, "trabalhador {posto}: volta em {} ms", espera.as_millis())
            }
        }
    }
}

/// A soma do que foi feito.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    pub quantos: u64,
    pub soma: u64,
    pub feitas: usize,
    pub faixas: usize,
}

impl Total {
    /// O total das faixas que têm resposta.
    pub fn de(faixas: &[Option<Feita>]) -> Self {
        let feitas = || faixas.iter().flatten();
        Self {
            quantos: feitas().map(|feita| feita.quantos).sum(),
            soma: feitas().map(|feita| feita.soma).sum(),
            feitas: feitas().count(),
            faixas: faixas.len(),
        }
    }

    /// O resultado em uma linha; se o trabalho foi interrompido, diz até onde foi.
    pub fn relato(&self, ate: u64) -> String {
        let Self {
            quantos,
            soma,
            feitas,
            faixas,
        } = self;
        if feitas == faixas {
            let primos = dizer(*quantos, "primo", "primos");
            return format!("{primos} até {ate}, com soma {soma}");
        }
        format!(
            "interrompido: {feitas} de {}, com {}",
            dizer(*faixas, "faixa", "faixas"),
            dizer(*quantos, "primo", "primos")
        )
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Erro {
    #[error("não consegui iniciar o trabalhador {posto}")]
    Iniciar { posto: usize, source: io::Error },
    #[error("o trabalhador {posto} caiu de novo ({fim}), e já foram reinícios demais")]
    Desisti { posto: usize, fim: Fim },
}
