//! O limite das medidas: um eco que não fala protocolo nenhum.

use std::sync::Arc;
use std::time::Duration;

use apoio::aceitar::proxima;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Instant, interval_at, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::conexao::sem_nagle;
use crate::limites::Limites;

/// Quem não manda um byte neste tempo vai embora.
const SILENCIO: Duration = Duration::from_secs(60);

/// Devolve a cada um os bytes como vieram, até o fim ser pedido.
pub async fn servir(ouvinte: TcpListener, limites: Limites, fim: CancellationToken) {
    let vagas = Arc::new(Semaphore::new(limites.sessoes));
    let conversas = TaskTracker::new();
    while let Some((fluxo, vaga)) = proxima(&ouvinte, &vagas, &fim).await {
        let eco = fim
            .clone()
            .run_until_cancelled_owned(devolver(fluxo, limites.escrita));
        conversas.spawn(async move {
            let _vaga = vaga;
            eco.await
        });
    }
    conversas.close();
    conversas.wait().await;
}

async fn devolver(mut fluxo: TcpStream, prazo: Duration) {
    sem_nagle(&fluxo);
    let mut buffer = vec![0; 4096];
    // Um relógio por conexão, e não um por leitura: armar e desarmar custa.
    let mut relogio = interval_at(Instant::now() + SILENCIO, SILENCIO);
    let mut falou = false;
    loop {
        tokio::select! {
            lidos = fluxo.read(&mut buffer) => {
                let Ok(lidos @ 1..) = lidos else { return };
                falou = true;
                let eco = timeout(prazo, fluxo.write_all(&buffer[..lidos]));
                if !matches!(eco.await, Ok(Ok(()))) {
                    return;
                }
            }
            _ = relogio.tick() => {
                if !std::mem::take(&mut falou) {
                    return;
                }
            }
        }
    }
}
