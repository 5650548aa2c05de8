//! Uma conexão com prazos: quem se cala, ou não lê, não fica com o lugar de outro.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep_until};
use tonic::transport::server::Connected;

use crate::camada::uso::Uso;

/// Até quando se espera por um cliente.
#[derive(Clone, Copy)]
pub struct Prazos {
    /// Da conexão à primeira chamada, com o aperto de mão do TLS e o do HTTP/2.
    pub abertura: Duration,
    /// De uma chamada à seguinte. Um cliente honesto reconecta sem que se note.
    pub ociosa: Duration,
    /// Para o sistema aceitar mais bytes: quem não lê nem responde a um PING.
    pub escrita: Duration,
}

impl Default for Prazos {
    fn default() -> Self {
        Self {
            abertura: Duration::from_secs(10),
            ociosa: Duration::from_secs(300),
            escrita: Duration::from_secs(30),
        }
    }
}

/// O fluxo, os seus prazos e a sua vaga, que volta quando ele fecha.
pub(super) struct Conexao {
    fluxo: TcpStream,
    uso: Uso,
    silencio: Pin<Box<Sleep>>,
    prazo_de_escrita: Duration,
    entupida: Option<Pin<Box<Sleep>>>,
    _vaga: OwnedSemaphorePermit,
}

impl Conexao {
    pub(super) fn nova(
        fluxo: TcpStream,
        prazos: Prazos,
        vaga: OwnedSemaphorePermit,
    ) -> Self {
        Self {
            fluxo,
            uso: Uso::novo(prazos.abertura, prazos.ociosa),
            silencio: Box::pin(sleep_until(Instant::now() + prazos.abertura)),
            prazo_de_escrita: prazos.escrita,
            entupida: None,
            _vaga: vaga,
        }
    }

    /// O que se tentou escrever, ou um erro se há muito que nada sai.
    fn escrita<T>(
        &mut self,
        cx: &mut Context<'_>,
        feita: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if feita.is_ready() {
            self.entupida = None;
            return feita;
        }
        let vence = Instant::now() + self.prazo_de_escrita;
        let nova = || Box::pin(sleep_until(vence));
        ready!(self.entupida.get_or_insert_with(nova).as_mut().poll(cx));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl Connected for Conexao {
    type ConnectInfo = Uso; // a camada o acha em cada pedido

    fn connect_info(&self) -> Uso {
        self.uso.clone()
    }
}

impl AsyncRead for Conexao {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        onde: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // Antes de ler: quem manda um byte de cada vez tem sempre um a ler.
        while self.silencio.as_mut().poll(cx).is_ready() {
            let Some(quando) = self.uso.ate_quando() else {
                return Poll::Ready(Err(ErrorKind::TimedOut.into()));
            };
            self.silencio.as_mut().reset(quando);
        }
        Pin::new(&mut self.fluxo).poll_read(cx, onde)
    }
}

impl AsyncWrite for Conexao {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let feita = Pin::new(&mut self.fluxo).poll_write(cx, bytes);
        self.escrita(cx, feita)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pedacos: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let feita = Pin::new(&mut self.fluxo).poll_write_vectored(cx, pedacos);
        self.escrita(cx, feita)
    }

    fn is_write_vectored(&self) -> bool {
        self.fluxo.is_write_vectored()
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.fluxo).poll_flush(cx)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.fluxo).poll_shutdown(cx)
    }
}
