//! Um cliente que nunca espera para sempre, para os executáveis de teste.
#![allow(dead_code, reason = "cada executável usa uma parte")]

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};

use apoio::teste::PRAZO;
use socket2::{Domain, Socket, Type};
use sockets::quadro::{Decodificador, codificar};

/// Uma conexão que fala em quadros. Toda leitura tem prazo.
pub struct Cliente {
    fluxo: TcpStream,
    decodificador: Decodificador,
}

impl Cliente {
    #[track_caller]
    pub fn conectar(endereco: SocketAddr) -> Self {
        Self::de(
            TcpStream::connect_timeout(&endereco, PRAZO)
                .expect("o servidor devia aceitar"),
        )
    }

    /// Usa uma conexão já feita.
    pub fn de(fluxo: TcpStream) -> Self {
        fluxo.set_read_timeout(Some(PRAZO)).unwrap();
        fluxo.set_write_timeout(Some(PRAZO)).unwrap();
        fluxo.set_nodelay(true).unwrap();
        Self {
            fluxo,
            decodificador: Decodificador::default(),
        }
    }

    /// Entra no bate-papo e espera a sala confirmar.
    #[track_caller]
    pub fn entrar(endereco: SocketAddr, nome: &str) -> Self {
        let mut cliente = Self::conectar(endereco);
        cliente.enviar(nome);
        cliente.ate(&format!("* {nome} entrou"));
        cliente
    }

    /// Entra depois de `outros`, e espera todos ficarem sabendo. Os avisos que
    /// esperam juntos se juntam; quantos há na sala está em qualquer um deles.
    #[track_caller]
    pub fn entrar_com(
        endereco: SocketAddr,
        nome: &str,
        outros: &mut [&mut Self],
    ) -> Self {
        let novo = Self::entrar(endereco, nome);
        let agora = format!("({} na sala)", outros.len() + 1);
        for outro in outros {
            outro.ate(&agora);
        }
        novo
    }

    /// Entra na sala com um buffer de recepção mínimo, para quem nunca vai ler.
    pub fn entrar_sem_ler(endereco: SocketAddr, nome: &str) -> Self {
        let socket =
            Socket::new(Domain::for_address(endereco), Type::STREAM, None).unwrap();
        socket.set_recv_buffer_size(4096).unwrap();
        socket
            .connect(&endereco.into())
            .expect("o servidor devia aceitar");
        let cliente = Self::de(socket.into());
        cliente.enviar(nome);
        cliente
    }

    #[track_caller]
    pub fn enviar(&self, texto: &str) {
        self.enviar_bytes(&codificar(texto).unwrap());
    }

    #[track_caller]
    pub fn enviar_bytes(&self, bytes: &[u8]) {
        (&self.fluxo)
            .write_all(bytes)
            .expect("o servidor devia ler");
    }

    /// O próximo quadro, ou `None` se o servidor fechou sem deixar nada pela
    /// metade.
    #[track_caller]
    pub fn receber(&mut self) -> Option<String> {
        let mut pedaco = [0; 8192];
        loop {
            if let Some(texto) = self.decodificador.proximo().expect("um quadro válido")
            {
                return Some(texto);
            }
            match self
                .fluxo
                .read(&mut pedaco)
                .expect("o servidor devia responder no prazo")
            {
                0 => {
                    self.decodificador
                        .terminar()
                        .expect("nenhum quadro pela metade");
                    return None;
                }
                n => self.decodificador.alimentar(&pedaco[..n]),
            }
        }
    }

    /// Envia e recebe a resposta.
    #[track_caller]
    pub fn pedir(&mut self, texto: &str) -> String {
        self.enviar(texto);
        self.receber().expect("uma resposta")
    }

    /// Lê até uma linha que contenha `trecho`, e a devolve.
    #[track_caller]
    pub fn ate(&mut self, trecho: &str) -> String {
        while let Some(linha) = self.receber() {
            if linha.contains(trecho) {
                return linha;
            }
        }
        panic!("o servidor fechou sem dizer {trecho:?}");
    }

    /// Tudo o que ainda vier, até o servidor fechar.
    #[track_caller]
    pub fn resto(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.receber()).collect()
    }

    /// Outra ponta da mesma conexão, para falar numa thread e ouvir em outra.
    pub fn outra_ponta(&self) -> Self {
        Self::de(self.fluxo.try_clone().unwrap())
    }

    /// Diz que não falará mais, e continua ouvindo.
    pub fn calar(&self) {
        self.fluxo.shutdown(Shutdown::Write).unwrap();
    }

    pub fn fluxo(&self) -> &TcpStream {
        &self.fluxo
    }
}
