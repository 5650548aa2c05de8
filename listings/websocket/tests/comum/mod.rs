//! Um cliente que escreve os bytes à mão, para dizer o que nenhuma biblioteca diria.
#![allow(dead_code, reason = "cada arquivo de teste usa uma parte")]

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread::JoinHandle;

use apoio::teste::PRAZO;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;
use websocket::historia::Historia;
use websocket::limites::Limites;
use websocket::{conexao, ola, servidor};

/// A chave do exemplo da RFC 6455, seção 1.3, e a resposta que ela pede.
pub const CHAVE: &str = "dGhlIHNhbXBsZSBub25jZQ==";
pub const ACEITE: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// Um servidor neste processo, com limites que a linha de comando não muda.
pub struct Servidor {
    pub endereco: SocketAddr,
    fim: CancellationToken,
    thread: Option<JoinHandle<()>>,
    pub pasta: tempfile::TempDir,
}

impl Servidor {
    pub fn salas(limites: Limites) -> Self {
        Self::comecar(move |ouvinte, caminho, fim| {
            Box::pin(async move {
                let historia = Historia::abrir(&caminho, false).expect("a pasta é nova");
                servidor::servir(ouvinte, limites, historia, None, fim).await;
            })
        })
    }

    pub fn ola(modo: ola::Modo, limites: Limites) -> Self {
        Self::comecar(move |ouvinte, _, fim| {
            Box::pin(ola::servir(ouvinte, modo, limites, fim))
        })
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
        loop {
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
        loop {
            let quadro = self.ler().expect("a conexão acabou sem Close");
            if quadro.codigo == 8 {
                self.0.shutdown(Shutdown::Write).ok();
                assert!(self.ler().is_none(), "depois do Close não há mais nada");
                return quadro.close();
            }
        }
    }
}

/// Um quadro mascarado, como os de um cliente; `primeiro` leva FIN e o código.
pub fn quadro(primeiro: u8, carga: &[u8]) -> Vec<u8> {
    let mascara = [0x37, 0xfa, 0x21, 0x3d];
    let mut quadro = cabeca(primeiro, 0x80, carga.len() as u64);
    quadro.extend(mascara);
    quadro.extend(carga.iter().zip(mascara.iter().cycle()).map(|(b, m)| b ^ m));
    quadro
}

/// Os bytes antes da máscara: código e tamanho, na menor das três formas.
pub fn cabeca(primeiro: u8, mascara: u8, tamanho: u64) -> Vec<u8> {
    let mut bytes = vec![primeiro];
    match tamanho {
        0..126 => bytes.push(mascara | tamanho as u8),
        126..65536 => {
            bytes.push(mascara | 126);
            bytes.extend((tamanho as u16).to_be_bytes());
        }
        _ => {
            bytes.push(mascara | 127);
            bytes.extend(tamanho.to_be_bytes());
        }
    }
    bytes
}

/// Um aperto de mão certo, com as linhas `mudadas` no lugar das de costume; uma
/// linha sem valor some.
pub fn aperto(mudadas: &[(&str, &str)]) -> String {
    let certas = [
        ("Host", "127.0.0.1"),
        ("Upgrade", "websocket"),
        ("Connection", "Upgrade"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", CHAVE),
        ("Sec-WebSocket-Protocol", "salas.v1"),
    ];
    let mut pedido = String::from("GET /salas HTTP/1.1\r\n");
    let valor = |nome: &str| mudadas.iter().find(|(n, _)| *n == nome).map(|(_, v)| *v);
    for (nome, certo) in certas {
        match valor(nome) {
            Some("") => {}
            mudado => pedido += &format!("{nome}: {}\r\n", mudado.unwrap_or(certo)),
        }
    }
    for (nome, valor) in mudadas {
        if !certas.iter().any(|(n, _)| n == nome) {
            pedido += &format!("{nome}: {valor}\r\n");
        }
    }
    pedido + "\r\n"
}
