//! O que o cliente das salas conta a quem o usa.

use apoio::endereco::ErroDeEndereco;

use crate::protocolo::Evento;

/// O que houve na sala, ou com a conexão.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aviso {
    Entrou(Vec<String>),
    Evento(Evento),
    Chegou(String),
    Saiu(String),
    /// O servidor já não guarda estes eventos: não há como mostrá-los.
    Lacuna {
        de: u64,
        ate: u64,
    },
    Caiu(String),
}

/// Por que o cliente parou de tentar.
#[derive(Debug, thiserror::Error)]
pub enum Desistencia {
    #[error("o servidor recusou: {motivo} (código {codigo})")]
    Recusa { codigo: u16, motivo: String },
    #[error("desisti depois de {quantas}: {1}", quantas = apoio::texto::quantos(*.0, "tentativa", "tentativas"))]
    Tentativas(u32, String),
    #[error("o servidor não aceitou o aperto de mão: {0}")]
    Aperto(String),
    #[error(transparent)]
    Endereco(ErroDeEndereco),
}
