//! Um servidor da biblioteca, dentro do próprio teste.

use std::net::{SocketAddr, TcpListener};
use std::thread::{self, JoinHandle};

use sockets::encerramento::Encerramento;

/// Um servidor da biblioteca rodando numa thread deste processo.
pub struct Servidor {
    pub endereco: SocketAddr,
    pub fim: Encerramento,
    thread: Option<JoinHandle<()>>,
}

impl Servidor {
    pub fn iniciar(servir: impl FnOnce(TcpListener, &Encerramento) + Send + 'static) -> Self {
        let ouvinte = sockets::conexao::escutar("127.0.0.1:0").unwrap();
        let endereco = ouvinte.local_addr().unwrap();
        let fim = Encerramento::novo();
        let aviso = fim.clone();
        let thread = Some(thread::spawn(move || servir(ouvinte, &aviso)));
        Self {
            endereco,
            fim,
            thread,
        }
    }

    /// Pede o fim e espera a thread do servidor.
    pub fn encerrar(mut self) {
        self.fim.pedir();
        self.esperar();
    }

    /// Espera a thread do servidor, a quem alguém já pediu o fim.
    pub fn esperar(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread
                .join()
                .expect("o servidor não devia entrar em pânico");
        }
    }
}
