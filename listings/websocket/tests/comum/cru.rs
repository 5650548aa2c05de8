//! Um cliente que escreve os bytes à mão, para dizer o que nenhuma biblioteca diria.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Instant;

use apoio::teste::PRAZO;

use super::bytes::{ACEITE, aperto, quadro};

/// Um quadro como chegou.
#[derive(Debug, PartialEq, Eq)]
pub struct Quadro {
    pub codigo: u8,
    pub carga: Vec<u8>,
}

impl Quadro {
    pub fn texto(&self) -> &str {
        assert_eq!(self.codigo, 1, "devia ser um texto: {self:?}");
        std::str::from_utf8(&self.carga).expect("o servidor manda UTF-8")
    }

    /// O código e a frase, se é um Close.
    #[track_caller]
    pub fn close(&self) -> (u16, String) {
        assert_eq!(self.codigo, 8, "devia ser um Close: {self:?}");
        let (codigo, frase) = self.carga.split_at(2);
        let frase = String::from_utf8(frase.to_vec()).expect("a frase é UTF-8");
        (u16::from_be_bytes([codigo[0], codigo[1]]), frase)
    }
}

/// Uma conexão crua.
pub struct Cru(pub TcpStream);

impl Cru {
    pub fn conectar(endereco: SocketAddr) -> Self {
        let fluxo = TcpStream::connect(endereco).expect("o servidor escuta");
        fluxo.set_read_timeout(Some(PRAZO)).unwrap();
        fluxo.set_write_timeout(Some(PRAZO)).unwrap();
        fluxo.set_nodelay(true).unwrap();
        Self(fluxo)
    }

    /// Conecta e faz o aperto de mão das duas aplicações.
    #[track_caller]
    pub fn abrir(endereco: SocketAddr) -> Self {
        let mut cru = Self::conectar(endereco);
        let resposta = cru.pedir(&aperto(&[]));
        assert!(resposta.starts_with("HTTP/1.1 101 "), "{resposta}");
        assert!(resposta.contains(ACEITE), "{resposta}");
        cru
    }

    /// Abre e entra numa sala; consome até `entrou`.
    pub fn na_sala(endereco: SocketAddr, sala: &str, nome: &str) -> Self {
        let mut cru = Self::abrir(endereco);
        cru.entrar(sala, nome, &format!("cliente-de-teste-{nome}"), 0);
        cru.ate(|texto| texto.contains(r#""tipo":"entrou""#));
        cru
    }

    pub fn entrar(&mut self, sala: &str, nome: &str, cliente: &str, depois: u64) {
        let entrar = serde_json::json!({
            "tipo": "entrar", "sala": sala, "nome": nome, "cliente": cliente,
            "historia": "", "depois": depois,
        });
        self.dizer(&entrar.to_string());
    }

    /// Manda bytes como estão.
    pub fn mandar(&mut self, bytes: &[u8]) {
        // O servidor pode já ter recusado e fechado: quem julga é a leitura.
        self.0.write_all(bytes).ok();
    }

    pub fn dizer(&mut self, texto: &str) {
        self.mandar(&quadro(0x81, texto.as_bytes()));
    }

    /// Manda um pedido HTTP e lê o cabeçalho da resposta.
    pub fn pedir(&mut self, pedido: &str) -> String {
        self.mandar(pedido.as_bytes());
        self.cabecalho()
    }

    pub fn cabecalho(&mut self) -> String {
        let mut lidos = Vec::new();
        let mut byte = [0];
        while !lidos.ends_with(b"\r\n\r\n") {
            match self.0.read(&mut byte) {
                Ok(1) => lidos.push(byte[0]),
                Ok(_) => break,
                Err(e) if e.kind() == std::io::ErrorKind::ConnectionReset => break,
                Err(erro) => panic!("a resposta não veio ({erro}); veio {lidos:?}"),
            }
        }
        String::from_utf8_lossy(&lidos).into_owned()
    }

    /// O próximo quadro; `None` se a conexão acabou.
    #[track_caller]
    pub fn ler(&mut self) -> Option<Quadro> {
        let mut cabeca = [0; 2];
        match self.0.read_exact(&mut cabeca) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::WouldBlock => {
                panic!("nenhum quadro em {PRAZO:?}")
            }
            Err(_) => return None,
        }
        assert_eq!(cabeca[1] & 0x80, 0, "quem é servidor não mascara");
        let tamanho = match cabeca[1] {
            126 => u64::from(u16::from_be_bytes(self.bytes())),
            127 => u64::from_be_bytes(self.bytes()),
            curto => u64::from(curto),
        };
        let mut carga = vec![0; tamanho as usize];
        self.0.read_exact(&mut carga).expect("o quadro vem inteiro");
        Some(Quadro {
            codigo: cabeca[0] & 0x0f,
            carga,
        })
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0
            .read_exact(&mut bytes)
            .expect("o cabeçalho vem inteiro");
        bytes
    }

    /// Lê textos até um que sirva.
    #[track_caller]
    pub fn ate(&mut self, serve: impl Fn(&str) -> bool) -> String {
        let vence = Instant::now() + PRAZO;
        loop {
            assert!(Instant::now() < vence, "em {PRAZO:?} não veio o esperado");
            let quadro = self.ler().expect("a conexão acabou antes do esperado");
            if quadro.codigo == 1 && serve(quadro.texto()) {
                return quadro.texto().to_owned();
            }
            assert_ne!(quadro.codigo, 8, "fechou: {:?}", quadro.close());
        }
    }

    /// Lê até o Close, e confere que o servidor fecha o TCP depois dele.
    #[track_caller]
    pub fn fecho(mut self) -> (u16, String) {
        let vence = Instant::now() + PRAZO;
        loop {
            // Quem manda Pings sem parar tem sempre um quadro novo.
            assert!(Instant::now() < vence, "em {PRAZO:?} não veio o Close");
            let quadro = self.ler().expect("a conexão acabou sem Close");
            if quadro.codigo == 8 {
                self.0.shutdown(Shutdown::Write).ok();
                assert!(self.ler().is_none(), "depois do Close não há mais nada");
                return quadro.close();
            }
        }
    }
}
