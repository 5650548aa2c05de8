//! O que o lançador e os ranks dizem um ao outro, em JSON dentro de um quadro.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::quadro;

/// De um rank para o lançador, ou para outro rank ao se apresentar.
#[derive(Debug, Serialize, Deserialize)]
pub enum DoRank {
    /// “Sou o rank tal e escuto aqui.” A chave é a deste lançamento: separa
    /// os nossos de quem mais bata na porta.
    Ola {
        chave: u64,
        rank: usize,
        endereco: SocketAddr,
    },
    /// Outro rank sumiu ou se calou; o lançador talvez saiba por quê.
    Perdi(String),
    /// O erro é deste rank.
    Errei(String),
    /// Já falo com todos os outros.
    Pronto,
    /// Terminei uma coletiva.
    Fez(Relato),
    /// Terminei todas.
    Fim,
}

/// Do lançador para um rank.
#[derive(Debug, Serialize, Deserialize)]
pub enum DoLancador {
    /// Onde cada rank escuta, em ordem.
    Tabela(Vec<SocketAddr>),
    /// Alguém falhou: saia com erro.
    Pare,
    /// Todos terminaram: pode sair.
    Adeus,
}

/// O que um rank fez numa coletiva.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Relato {
    pub coletiva: String,
    pub raiz: usize,
    /// O relógio de rodadas do rank quando terminou.
    pub rodadas: u32,
    /// As mensagens que recebeu.
    pub recebidas: Vec<Recebida>,
    /// Com o que ficou; `None` se a coletiva não lhe deixa nada.
    pub valores: Option<Vec<String>>,
}

/// Uma mensagem que chegou.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Recebida {
    pub rodada: u32,
    pub de: usize,
    pub valores: usize,
}

/// # Errors
/// Os de [`quadro::enviar`].
pub fn enviar(
    fluxo: &TcpStream,
    recado: &impl Serialize,
    prazo: Duration,
) -> io::Result<()> {
    let bytes = serde_json::to_vec(recado).map_err(io::Error::from)?;
    quadro::enviar(fluxo, &bytes, prazo)
}

/// # Errors
/// Os de [`quadro::receber`], e `InvalidData` se não é um recado.
pub fn receber<T: DeserializeOwned>(
    fluxo: &TcpStream,
    prazo: Option<Duration>,
) -> io::Result<T> {
    let bytes = quadro::receber(fluxo, prazo)?;
    serde_json::from_slice(&bytes).map_err(|_| ErrorKind::InvalidData.into())
}
