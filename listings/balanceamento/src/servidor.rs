//! Um servidor pequeno, para pôr atrás do balanceador.
//!
//! A cada linha responde com o seu nome e a linha: quem pergunta vê quem
//! respondeu, e que a resposta é à sua pergunta.

use std::io;
use std::net::TcpListener as OuvinteDoSistema;
use std::time::Duration;

use apoio::aceitar::aceitar;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Quanto esperar, depois do pedido de fim, pelas conversas em curso.
const PRAZO_DE_DRENAGEM: Duration = Duration::from_secs(5);

/// A maior linha que se guarda; a que passar disso encerra a conversa.
const LINHA_MAXIMA: u64 = 64 * 1024;

/// O que responder a quem conecta.
#[derive(Debug, Clone)]
pub enum Servico {
    /// `NOME linha` a cada linha, depois de pensar por `atraso`.
    Nome { nome: String, atraso: Duration },
    /// Os mesmos bytes, para medir vazão.
    Eco,
}

/// Atende até `fim`; depois, termina as conversas em curso, com prazo.
pub async fn servir(ouvinte: TcpListener, servico: Servico, fim: CancellationToken) {
    let conversas = TaskTracker::new();
    while let Some(fluxo) = aceitar(&ouvinte, &fim).await {
        let servico = servico.clone();
        conversas.spawn(async move {
            // Quem foi embora no meio só faz falta a si mesmo.
            let _ = conversar(fluxo, &servico).await;
        });
    }
    drop(ouvinte);
    conversas.close();
    let _ = timeout(PRAZO_DE_DRENAGEM, conversas.wait()).await;
}

async fn conversar(mut fluxo: TcpStream, servico: &Servico) -> io::Result<()> {
    fluxo.set_nodelay(true)?;
    match servico {
        Servico::Nome { nome, atraso } => responder(&mut fluxo, nome, *atraso).await,
        Servico::Eco => ecoar(&mut fluxo).await,
    }
}

async fn responder(
    fluxo: &mut TcpStream,
    nome: &str,
    atraso: Duration,
) -> io::Result<()> {
    let (leitura, mut escrita) = fluxo.split();
    let mut leitura = BufReader::new(leitura);
    let mut linha = Vec::new();
    loop {
        linha.clear();
        (&mut leitura)
            .take(LINHA_MAXIMA)
            .read_until(b'\n', &mut linha)
            .await?;
        if linha.last() != Some(&b'\n') {
            return escrita.shutdown().await;
        }
        if !atraso.is_zero() {
            sleep(atraso).await;
        }
        // Uma escrita só: a resposta sai inteira ou não sai.
        let resposta = [nome.as_bytes(), b" ", &linha].concat();
        escrita.write_all(&resposta).await?;
    }
}

async fn ecoar(fluxo: &mut TcpStream) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let lidos = fluxo.read(&mut buffer).await?;
        if lidos == 0 {
            return fluxo.shutdown().await;
        }
        fluxo.write_all(&buffer[..lidos]).await?;
    }
}

/// Cria o tokio e serve até o fim, para quem não está numa função `async`.
///
/// # Errors
/// Se o tokio não puder começar, ou não puder usar o ouvinte.
pub fn rodar(
    ouvinte: OuvinteDoSistema,
    servico: Servico,
    fim: CancellationToken,
) -> io::Result<()> {
    ouvinte.set_nonblocking(true)?;
    tokio::runtime::Runtime::new()?.block_on(async {
        servir(TcpListener::from_std(ouvinte)?, servico, fim).await;
        Ok(())
    })
}
