//! Um servidor pequeno, para pôr atrás do balanceador.
//!
//! A cada linha responde com o seu nome e a linha: quem pergunta vê quem
//! respondeu, e que a resposta é à sua pergunta.

use std::io;
use std::net::TcpListener as OuvinteDoSistema;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use apoio::aceitar::proxima;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::copia::{Passos, sem_atividade};

/// Quanto esperar, depois do pedido de fim, pelas conversas em curso.
const PRAZO_DE_DRENAGEM: Duration = Duration::from_secs(5);

/// A maior linha que se guarda; a que passar disso encerra a conversa.
const LINHA_MAXIMA: u64 = 64 * 1024;

/// Quanto se dá a quem conecta.
#[derive(Debug, Clone, Copy)]
pub struct Cota {
    /// Conexões ao mesmo tempo; as outras esperam na fila do sistema.
    pub conexoes: usize,
    /// Quanto uma pode ficar sem que nada se mova, além do que se pensa.
    pub ocioso: Duration,
}

/// A do programa: como a do balanceador que fica na frente.
pub const COTA: Cota = Cota {
    conexoes: 1024,
    ocioso: Duration::from_secs(60),
};

/// O que responder a quem conecta.
#[derive(Debug, Clone)]
pub enum Servico {
    /// `NOME linha` a cada linha, depois de pensar por `atraso`.
    Nome { nome: String, atraso: Duration },
    /// Os mesmos bytes, para medir vazão.
    Eco,
}

/// Atende até `fim`; depois, termina as conversas em curso, com prazo.
pub async fn servir(
    ouvinte: TcpListener,
    servico: Servico,
    cota: Cota,
    fim: CancellationToken,
) {
    let conversas = TaskTracker::new();
    let vagas = Arc::new(Semaphore::new(cota.conexoes));
    while let Some((fluxo, vaga)) = proxima(&ouvinte, &vagas, &fim).await {
        let servico = servico.clone();
        conversas.spawn(async move {
            // Quem foi embora no meio, ou se calou, só faz falta a si mesmo.
            let _ = conversar(fluxo, &servico, cota.ocioso).await;
            drop(vaga);
        });
    }
    drop(ouvinte);
    conversas.close();
    let _ = timeout(PRAZO_DE_DRENAGEM, conversas.wait()).await;
}

async fn conversar(
    mut fluxo: TcpStream,
    servico: &Servico,
    ocioso: Duration,
) -> io::Result<()> {
    fluxo.set_nodelay(true)?;
    let passos = Passos::default();
    match servico {
        Servico::Nome { nome, atraso } => tokio::select! {
            fim = responder(&mut fluxo, nome, *atraso, &passos) => fim,
            () = sem_atividade(&passos, ocioso + *atraso) => Ok(()),
        },
        Servico::Eco => tokio::select! {
            fim = ecoar(&mut fluxo, &passos) => fim,
            () = sem_atividade(&passos, ocioso) => Ok(()),
        },
    }
}

async fn responder(
    fluxo: &mut TcpStream,
    nome: &str,
    atraso: Duration,
    passos: &Passos,
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
        passos.fetch_add(1, Relaxed);
    }
}

async fn ecoar(fluxo: &mut TcpStream, passos: &Passos) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let lidos = fluxo.read(&mut buffer).await?;
        if lidos == 0 {
            return fluxo.shutdown().await;
        }
        fluxo.write_all(&buffer[..lidos]).await?;
        passos.fetch_add(1, Relaxed);
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
        servir(TcpListener::from_std(ouvinte)?, servico, COTA, fim).await;
        Ok(())
    })
}
