//! O fluxo do servidor. Não lança tarefa nem tem fila própria: o HTTP/2 pede o
//! próximo item quando o cliente abre espaço, e só então ele é lido do depósito.
//! Quem não lê segura o produtor, e quem some o destrói.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::stream::unfold;
use tokio::sync::watch;
use tokio_stream::Stream;
use tokio_util::sync::CancellationToken;
use tonic::Status;

use crate::camada::vida::Vida;
use crate::contrato::{Evento, PedidoAcompanhar};
use crate::deposito::Deposito;
use crate::recusa;

/// O que um método em fluxo devolve.
pub type Fluxo<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

/// Eventos lidos de cada vez que se toma a trava do depósito.
const LOTE: usize = 64;

/// Onde alguém está na leitura do registro.
pub(super) struct Cursor {
    deposito: Arc<Deposito>,
    proxima: u64,
    mudou: watch::Receiver<u64>,
    fim: CancellationToken,
}

impl Cursor {
    pub(super) fn novo(deposito: Arc<Deposito>, proxima: u64, vida: &Vida) -> Self {
        Self {
            mudou: deposito.acompanhar(),
            deposito,
            proxima,
            fim: vida.fim.clone(),
        }
    }

    /// O próximo lote, e se havia algo a ler (ainda que nada deste prefixo).
    pub(super) fn lote(&mut self, prefixo: &str) -> Result<(Vec<Evento>, bool), Status> {
        let (novos, proxima) = self.deposito.eventos(prefixo, self.proxima, LOTE)?;
        let andou = proxima > self.proxima.max(1);
        self.proxima = proxima;
        Ok((novos, andou))
    }

    /// Espera haver revisão nova.
    ///
    /// # Errors
    /// `Unavailable` quando o servidor encerra: quem segue deve ir a outro.
    pub(super) async fn esperar(&mut self) -> Result<(), Status> {
        tokio::select! {
            () = self.fim.cancelled() => Err(recusa::encerrando()),
            mudou = self.mudou.changed() => mudou.map_err(|_| recusa::encerrando()),
        }
    }
}

/// Um fluxo do servidor: o passado e, se pedido, o futuro.
pub struct Leitura {
    cursor: Cursor,
    pedido: PedidoAcompanhar,
    lidos: VecDeque<Evento>,
}

impl Leitura {
    pub fn nova(deposito: Arc<Deposito>, pedido: PedidoAcompanhar, vida: &Vida) -> Self {
        Self {
            cursor: Cursor::novo(deposito, pedido.desde, vida),
            pedido,
            lidos: VecDeque::new(),
        }
    }

    // ANCHOR: proximo
    /// O próximo evento; `None` no fim do que se pediu.
    async fn proximo(&mut self) -> Result<Option<Evento>, Status> {
        loop {
            if let Some(evento) = self.lidos.pop_front() {
                return Ok(Some(evento));
            }
            let (novos, andou) = self.cursor.lote(&self.pedido.prefixo)?;
            self.lidos.extend(novos);
            if andou {
                // Ler não espera por ninguém: um registro longo travaria os outros.
                tokio::task::consume_budget().await;
            } else if self.pedido.seguir {
                self.cursor.esperar().await?;
            } else {
                return Ok(None);
            }
        }
    }

    pub fn fluxo(self) -> Fluxo<Evento> {
        // Depois de um erro, o fluxo acabou: o estado se perde com ele.
        Box::pin(unfold(Some(self), |leitura| async {
            let mut leitura = leitura?;
            match leitura.proximo().await {
                Ok(evento) => Some((Ok(evento?), Some(leitura))),
                Err(status) => Some((Err(status), None)),
            }
        }))
    }
    // ANCHOR_END: proximo
}
