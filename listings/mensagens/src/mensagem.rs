//! O que toda mensagem diz de si, seja qual for o formato em bytes.

use std::fmt;

use apoio::texto::{escapar, quantos};
use serde::{Deserialize, Serialize};

// ANCHOR: mensagem
/// Distingue esta mensagem de qualquer outra da mesma origem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Id(pub u64);

/// O nome de um participante.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct No(pub String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tipo {
    Pedido,
    Resposta,
    Aviso,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mensagem {
    pub id: Id,
    pub origem: No,
    pub destino: No,
    pub tipo: Tipo,
    #[serde(with = "serde_bytes")]
    pub carga: Vec<u8>,
}
// ANCHOR_END: mensagem

impl fmt::Display for Mensagem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            id,
            origem,
            destino,
            ..
        } = self;
        let tipo = match self.tipo {
            Tipo::Pedido => "pedido",
            Tipo::Resposta => "resposta",
            Tipo::Aviso => "aviso",
        };
        write!(
            f,
            "{tipo} {} de {} para {}, com {} de carga",
            id.0,
            // O nome veio de fora: um caractere de controle mexeria no terminal.
            escapar(&origem.0),
            escapar(&destino.0),
            quantos(self.carga.len(), "byte", "bytes")
        )
    }
}
