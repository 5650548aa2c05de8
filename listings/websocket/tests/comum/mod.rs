//! O que os testes compartilham: os servidores, neste processo ou em outro, e um
//! cliente que escreve os bytes à mão.
#![allow(dead_code, unused_imports, reason = "cada executável usa uma parte")]

pub mod bytes;
pub mod calados;
pub mod certificado;
pub mod cru;
pub mod memoria;

use std::net::SocketAddr;
use std::thread::JoinHandle;

use apoio::teste::PRAZO;
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use websocket::historia::Historia;
use websocket::limites::Limites;
use websocket::ola::{Modo, Ola};
use websocket::{conexao, servidor};

pub use bytes::{ACEITE, CHAVE, aperto, cabeca, quadro};
pub use cru::{Cru, Quadro};

/// Um servidor neste processo, com limites que a linha de comando não muda.
pub struct Servidor {
    pub endereco: SocketAddr,
    fim: CancellationToken,
    thread: Option<JoinHandle<()>>,
    pub pasta: tempfile::TempDir,
}

impl Servidor {
    pub fn salas(limites: Limites) -> Self {
        Self::salas_com(limites, None)
    }

    pub fn salas_com(limites: Limites, tls: Option<TlsAcceptor>) -> Self {
        Self::comecar(move |ouvinte, caminho, fim| {
            Box::pin(async move {
                let historia = Historia::abrir(&caminho, false).expect("a pasta é nova");
                servidor::servir(ouvinte, limites, historia, tls, fim).await;
            })
        })
    }

    pub fn ola(modo: Modo, limites: Limites) -> Self {
        Self::ola_com(modo, limites, None)
    }

    pub fn ola_com(modo: Modo, limites: Limites, tls: Option<TlsAcceptor>) -> Self {
        let ola = Ola { modo, limites, tls };
        Self::comecar(move |ouvinte, _, fim| Box::pin(ola.servir(ouvinte, fim)))
    }

    fn comecar<F>(servir: F) -> Self
    where
        F: FnOnce(
                tokio::net::TcpListener,
                std::path::PathBuf,
                CancellationToken,
            ) -> std::pin::Pin<Box<dyn Future<Output = ()>>>
            + Send
            + 'static,
    {
        let pasta = tempfile::tempdir().expect("há onde gravar");
        let caminho = pasta.path().join("historia");
        let fim = CancellationToken::new();
        let (envio, endereco) = std::sync::mpsc::channel();
        let aviso = fim.clone();
        let thread = std::thread::spawn(move || {
            Runtime::new().expect("o tokio começa").block_on(async {
                let ouvinte = conexao::escutar("127.0.0.1:0").await.expect("há portas");
                envio.send(ouvinte.local_addr().unwrap()).unwrap();
                servir(ouvinte, caminho, aviso).await;
            });
        });
        Self {
            endereco: endereco.recv_timeout(PRAZO).expect("o servidor começou"),
            fim,
            thread: Some(thread),
            pasta,
        }
    }

    pub fn pedir_fim(&self) {
        self.fim.cancel();
    }
}

impl Drop for Servidor {
    fn drop(&mut self) {
        self.fim.cancel();
        let fim = self.thread.take().expect("só se larga uma vez").join();
        if !std::thread::panicking() {
            fim.expect("o servidor não entra em pânico");
        }
    }
}
