//! A carga das medidas: conexões abertas que mandam bytes e os recebem de volta.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Conexões com quem devolve o que recebe.
pub struct Trocas {
    conexoes: Vec<TcpStream>,
    bytes: usize,
}

impl Trocas {
    /// Abre `quantas` conexões, que trocarão `bytes` por vez.
    ///
    /// # Errors
    /// Se alguma não abrir.
    pub async fn abrir(
        alvo: SocketAddr,
        quantas: usize,
        bytes: usize,
    ) -> io::Result<Self> {
        let mut conexoes = Vec::with_capacity(quantas);
        for _ in 0..quantas {
            let fluxo = TcpStream::connect(alvo).await?;
            fluxo.set_nodelay(true)?;
            conexoes.push(fluxo);
        }
        Ok(Self { conexoes, bytes })
    }

    /// Faz ao menos `vezes` trocas, repartidas por todas as conexões ao mesmo
    /// tempo, e diz quanto demorou cada `vezes` delas.
    ///
    /// # Errors
    /// Se alguma conexão falhar.
    pub async fn medir(&mut self, vezes: u64) -> io::Result<Duration> {
        let quantas = self.conexoes.len() as u64;
        let cada_uma = vezes.div_ceil(quantas);
        let bytes = self.bytes;
        let mut tarefas = JoinSet::new();
        let inicio = Instant::now();
        for conexao in self.conexoes.drain(..) {
            tarefas.spawn(trocar(conexao, bytes, cada_uma));
        }
        while let Some(conexao) = tarefas.join_next().await {
            self.conexoes.push(conexao??);
        }
        let razao = vezes as f64 / (cada_uma * quantas) as f64;
        Ok(inicio.elapsed().mul_f64(razao))
    }
}

async fn trocar(mut fluxo: TcpStream, bytes: usize, vezes: u64) -> io::Result<TcpStream> {
    let (mut leitura, mut escrita) = fluxo.split();
    let (pedido, mut resposta) = (vec![b'x'; bytes], vec![0; bytes]);
    for _ in 0..vezes {
        // Ao mesmo tempo: um pedido maior que os buffers do caminho travaria se
        // ninguém lesse a resposta enquanto ele sai.
        tokio::try_join!(
            escrita.write_all(&pedido),
            leitura.read_exact(&mut resposta)
        )?;
    }
    Ok(fluxo)
}
