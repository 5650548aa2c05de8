//! Um servidor da biblioteca, dentro do próprio teste.

use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};

use apoio::teste::PRAZO;
use sockets::encerramento::Encerramento;

/// Um servidor da biblioteca rodando numa thread deste processo.
pub struct Servidor {
    pub endereco: SocketAddr,
    pub fim: Encerramento,
    terminou: Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

impl Servidor {
    pub fn iniciar(
        servir: impl FnOnce(TcpListener, &Encerramento) + Send + 'static,
    ) -> Self {
        let ouvinte = sockets::conexao::escutar("127.0.0.1:0").unwrap();
        let endereco = ouvinte.local_addr().unwrap();
        let fim = Encerramento::novo();
        let aviso = fim.clone();
        let (avisa, terminou) = channel();
        let thread = Some(thread::spawn(move || {
            servir(ouvinte, &aviso);
            let _ = avisa.send(());
        }));
        Self {
            endereco,
            fim,
            terminou,
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
        // `join` não tem prazo, e um servidor que não encerra é uma falha a contar.
        if let Err(RecvTimeoutError::Timeout) = self.terminou.recv_timeout(PRAZO) {
            panic!("o servidor não encerrou em {PRAZO:?}");
        }
        if let Some(thread) = self.thread.take() {
            thread
                .join()
                .expect("o servidor não devia entrar em pânico");
        }
    }
}

/// Roda o eco assíncrono nesta thread, com o serviço que o teste quiser.
pub fn com_tarefas<F: Future<Output = String> + Send>(
    ouvinte: TcpListener,
    servico: impl Fn(String) -> F + Clone + Send + 'static,
    limite: usize,
    fim: &Encerramento,
) {
    ouvinte.set_nonblocking(true).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let ouvinte = tokio::net::TcpListener::from_std(ouvinte).unwrap();
        sockets::eco_assincrono::servir(ouvinte, servico, limite, fim.token()).await;
    });
}
