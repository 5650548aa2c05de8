//! A carga: conexões que mandam pedidos e esperam as respostas, sem parar.
//!
//! Os bytes dos pedidos e das respostas são montados uma vez: o que se mede é o
//! servidor, e a carga custa o mesmo para o TCP puro e para o WebSocket.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::estatistica::percentil;

/// O que uma conexão manda de uma vez, e o que tem de receber de volta.
#[derive(Clone, Debug)]
pub struct Troca {
    aperto: bool,
    /// Mensagens em cada troca.
    no_ar: usize,
    pedido: Vec<u8>,
    resposta: Vec<u8>,
}

impl Troca {
    /// O eco de `bytes` bytes, sem protocolo nenhum.
    pub fn eco_por_tcp(bytes: usize) -> Self {
        let carga = vec![b'a'; bytes];
        Self {
            aperto: false,
            no_ar: 1,
            pedido: carga.clone(),
            resposta: carga,
        }
    }

    /// O eco de um texto de `bytes` bytes, por WebSocket.
    pub fn eco(bytes: usize) -> Self {
        let carga = "a".repeat(bytes);
        Self::texto(&carga, &carga)
    }

    /// A saudação.
    pub fn saudacao(nome: &str) -> Self {
        Self::texto(nome, &format!("Olá, {nome}!"))
    }

    /// Tantas mensagens no ar em cada conexão, em vez de uma.
    pub fn no_ar(self, quantas: usize) -> Self {
        Self {
            no_ar: quantas,
            pedido: self.pedido.repeat(quantas),
            resposta: self.resposta.repeat(quantas),
            ..self
        }
    }

    fn texto(pedido: &str, resposta: &str) -> Self {
        Self {
            aperto: true,
            no_ar: 1,
            pedido: mascarado(pedido.as_bytes()),
            resposta: [&cabeca(resposta.len(), 0)[..], resposta.as_bytes()].concat(),
        }
    }
}

fn cabeca(tamanho: usize, mascara: u8) -> Vec<u8> {
    let curto = u8::try_from(tamanho).ok().filter(|t| *t < 126);
    match curto {
        Some(curto) => vec![0x81, mascara | curto],
        None => {
            let longo = u16::try_from(tamanho).expect("a carga só manda textos curtos");
            [&[0x81, mascara | 126][..], &longo.to_be_bytes()].concat()
        }
    }
}

fn mascarado(carga: &[u8]) -> Vec<u8> {
    let mascara: [u8; 4] = fastrand::u32(..).to_be_bytes();
    let mut quadro = cabeca(carga.len(), 0x80);
    quadro.extend(mascara);
    quadro.extend(carga.iter().zip(mascara.iter().cycle()).map(|(b, m)| b ^ m));
    quadro
}

/// O que se mediu: mensagens respondidas por segundo, e o tempo que só um
/// centésimo das trocas passou.
#[derive(Clone, Copy, Debug)]
pub struct Vazao {
    pub por_segundo: f64,
    pub p99: Duration,
}

/// Mantém `conexoes` trocando durante `tempo`, depois de um décimo dele para aquecer.
///
/// # Errors
/// Se uma conexão cair, ou se uma resposta não for a esperada.
pub async fn medir(
    endereco: SocketAddr,
    troca: &Troca,
    conexoes: usize,
    tempo: Duration,
) -> io::Result<Vazao> {
    let mut tarefas = JoinSet::new();
    for _ in 0..conexoes {
        let fluxo = abrir(endereco, troca.aperto).await?;
        tarefas.spawn(trocar(fluxo, troca.clone(), tempo));
    }
    let mut tempos = Vec::new();
    while let Some(tarefa) = tarefas.join_next().await {
        tempos.extend(tarefa.map_err(io::Error::other)??);
    }
    tempos.sort();
    Ok(Vazao {
        por_segundo: (tempos.len() * troca.no_ar) as f64 / tempo.as_secs_f64(),
        p99: percentil(&tempos, 0.99),
    })
}

/// Conecta e, se é WebSocket, faz o aperto de mão.
pub async fn abrir(endereco: SocketAddr, aperto: bool) -> io::Result<TcpStream> {
    let mut fluxo = TcpStream::connect(endereco).await?;
    fluxo.set_nodelay(true)?;
    if aperto {
        let pedido = format!(
            "GET / HTTP/1.1\r\nHost: {endereco}\r\nUpgrade: websocket\r\n\
             Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        fluxo.write_all(pedido.as_bytes()).await?;
        let mut lido = Vec::new();
        while !lido.ends_with(b"\r\n\r\n") {
            lido.push(fluxo.read_u8().await?);
        }
        if !lido.starts_with(b"HTTP/1.1 101 ") {
            return Err(io::Error::other(
                String::from_utf8_lossy(&lido).into_owned(),
            ));
        }
    }
    Ok(fluxo)
}

async fn trocar(
    mut fluxo: TcpStream,
    troca: Troca,
    tempo: Duration,
) -> io::Result<Vec<Duration>> {
    let comeco = Instant::now() + tempo / 10;
    let fim = comeco + tempo;
    let mut tempos = Vec::new();
    let mut resposta = vec![0; troca.resposta.len()];
    loop {
        let antes = Instant::now();
        fluxo.write_all(&troca.pedido).await?;
        fluxo.read_exact(&mut resposta).await?;
        let agora = Instant::now();
        if resposta != troca.resposta {
            return Err(io::Error::other("a resposta não é a esperada"));
        }
        if agora >= fim {
            return Ok(tempos);
        }
        if antes >= comeco {
            tempos.push(agora - antes);
        }
    }
}
