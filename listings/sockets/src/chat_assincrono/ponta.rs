//! Por onde a sala alcança um cliente, quando ele é um par de tarefas.

use std::net::SocketAddr;
use std::sync::Arc;

use apoio::programa::registrar;
use tokio_util::sync::CancellationToken;

use super::caixa::Caixa;
use crate::chat::evento::{Evento, Motivo};
use crate::chat::fila::Cheia;
use crate::chat::sala::Destino;

/// A ponta de um cliente: sua caixa e o corte de suas tarefas.
#[derive(Clone)]
pub struct Ponta {
    pub(super) caixa: Arc<Caixa>,
    pub(super) corte: CancellationToken,
    quem: SocketAddr,
}

impl Ponta {
    pub fn nova(quem: SocketAddr, corte: CancellationToken) -> Self {
        Self {
            caixa: Arc::default(),
            corte,
            quem,
        }
    }
}

impl Destino for Ponta {
    fn oferecer(&self, evento: Evento) -> Result<(), Cheia> {
        self.caixa.oferecer(evento)
    }

    fn em_dia(&self) -> bool {
        self.caixa.em_dia()
    }

    fn cortar(&self) {
        registrar(format_args!("{}: {}", self.quem, Motivo::NaoLe));
        self.caixa.abandonar();
        self.corte.cancel();
    }

    fn fechar(&self, ultimo: Option<Evento>) {
        self.caixa.fechar(ultimo);
    }
}
