//! Quem recebe os eventos, e conta os bytes que passaram pelo socket.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::BytesMut;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::entregas::{CARGA, Mural};

/// Como se recebem os eventos.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maneira {
    /// Perguntar de tempo em tempo.
    Polling(Duration),
    /// Perguntar, e o servidor segura a resposta até haver.
    Espera,
    /// Uma resposta que não acaba.
    Sse,
    /// WebSocket.
    WebSocket,
}

/// O que se mediu de uma maneira.
#[derive(Clone, Debug, Default)]
pub struct Recebido {
    pub atrasos: Vec<Duration>,
    pub bytes: usize,
    pub pedidos: usize,
}

struct Conexao {
    fluxo: TcpStream,
    lido: BytesMut,
    medido: Recebido,
}

/// Recebe `quantos` eventos da maneira dita.
///
/// # Errors
/// Se a conexão cair, ou se um evento vier fora de ordem.
pub async fn receber(
    endereco: SocketAddr,
    maneira: Maneira,
    mural: Arc<Mural>,
    quantos: usize,
) -> io::Result<Recebido> {
    let fluxo = TcpStream::connect(endereco).await?;
    fluxo.set_nodelay(true)?;
    let mut conexao = Conexao {
        fluxo,
        lido: BytesMut::new(),
        medido: Recebido::default(),
    };
    match maneira {
        Maneira::Polling(cada) => {
            conexao.perguntar("desde", cada, &mural, quantos).await?
        }
        Maneira::Espera => {
            let sem_pausa = Duration::ZERO;
            conexao
                .perguntar("espera", sem_pausa, &mural, quantos)
                .await?;
        }
        Maneira::Sse => conexao.ouvir_sse(&mural, quantos).await?,
        Maneira::WebSocket => conexao.ouvir_ws(&mural, quantos).await?,
    }
    Ok(conexao.medido)
}

impl Conexao {
    async fn perguntar(
        &mut self,
        rota: &str,
        cada: Duration,
        mural: &Mural,
        quantos: usize,
    ) -> io::Result<()> {
        while self.medido.atrasos.len() < quantos {
            let vistos = self.medido.atrasos.len();
            self.pedir(&format!("/{rota}/{vistos}"), "").await?;
            let cabecalho = self.cabecalho().await?;
            let corpo = self.exatos(tamanho(&cabecalho)?).await?;
            for linha in String::from_utf8_lossy(&corpo).lines() {
                self.anotar(linha, mural)?;
            }
            if !cada.is_zero() && self.medido.atrasos.len() < quantos {
                sleep(cada).await;
            }
        }
        Ok(())
    }

    async fn ouvir_sse(&mut self, mural: &Mural, quantos: usize) -> io::Result<()> {
        self.pedir("/sse", "Accept: text/event-stream\r\n").await?;
        self.cabecalho().await?;
        while self.medido.atrasos.len() < quantos {
            // As linhas de tamanho dos pedaços, em hexadecimal, não começam por data.
            let linha = self.ate(b"\n").await?;
            let linha = String::from_utf8_lossy(&linha);
            if let Some(dado) = linha.strip_prefix("data: ") {
                self.anotar(dado.trim_end(), mural)?;
            }
        }
        Ok(())
    }

    async fn ouvir_ws(&mut self, mural: &Mural, quantos: usize) -> io::Result<()> {
        let aperto = "Upgrade: websocket\r\nConnection: Upgrade\r\n\
                      Sec-WebSocket-Version: 13\r\n\
                      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        self.pedir("/ws", aperto).await?;
        self.cabecalho().await?;
        while self.medido.atrasos.len() < quantos {
            let cabeca = self.exatos(2).await?;
            let carga = self.exatos(usize::from(cabeca[1])).await?;
            self.anotar(&String::from_utf8_lossy(&carga), mural)?;
        }
        Ok(())
    }

    async fn pedir(&mut self, caminho: &str, a_mais: &str) -> io::Result<()> {
        let pedido = format!("GET {caminho} HTTP/1.1\r\nHost: eventos\r\n{a_mais}\r\n");
        self.medido.bytes += pedido.len();
        self.medido.pedidos += 1;
        self.fluxo.write_all(pedido.as_bytes()).await
    }

    async fn cabecalho(&mut self) -> io::Result<BytesMut> {
        self.ate(b"\r\n\r\n").await
    }

    /// Lê até `fim`, inclusive.
    async fn ate(&mut self, fim: &[u8]) -> io::Result<BytesMut> {
        loop {
            let achado = self
                .lido
                .windows(fim.len())
                .position(|janela| janela == fim);
            if let Some(i) = achado {
                return Ok(self.lido.split_to(i + fim.len()));
            }
            self.mais().await?;
        }
    }

    async fn exatos(&mut self, quantos: usize) -> io::Result<BytesMut> {
        while self.lido.len() < quantos {
            self.mais().await?;
        }
        Ok(self.lido.split_to(quantos))
    }

    async fn mais(&mut self) -> io::Result<()> {
        match self.fluxo.read_buf(&mut self.lido).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            lidos => {
                self.medido.bytes += lidos;
                Ok(())
            }
        }
    }

    /// O evento chegou: confere que é o seguinte, e anota quanto demorou.
    fn anotar(&mut self, texto: &str, mural: &Mural) -> io::Result<()> {
        let esperado = self.medido.atrasos.len() + 1;
        let n: Option<usize> = texto.split(' ').next().and_then(|n| n.parse().ok());
        if n != Some(esperado) || texto.len() != CARGA {
            let erro = format!("esperava o evento {esperado}; veio {texto:?}");
            return Err(io::Error::new(io::ErrorKind::InvalidData, erro));
        }
        let demorou = Instant::now() - mural.quando(esperado);
        self.medido.atrasos.push(demorou);
        Ok(())
    }
}

fn tamanho(cabecalho: &BytesMut) -> io::Result<usize> {
    let texto = String::from_utf8_lossy(cabecalho).to_ascii_lowercase();
    let linha = texto
        .lines()
        .find_map(|l| l.strip_prefix("content-length:"));
    let tamanho = linha.and_then(|valor| valor.trim().parse().ok());
    tamanho.ok_or_else(|| io::ErrorKind::InvalidData.into())
}
