//! Aceitar conexões com um teto, até o fim ser pedido, em programas do tokio.

use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::erro::motivo;
use crate::programa::registrar;

/// Sem descritores, `accept` falha na hora; sem pausa, falharia sem parar.
pub const PAUSA_SEM_DESCRITORES: Duration = Duration::from_millis(100);

/// Se a falha de `accept` é de um cliente que se foi enquanto esperava.
pub fn desistiu(tipo: ErrorKind) -> bool {
    matches!(
        tipo,
        ErrorKind::ConnectionAborted
            | ErrorKind::ConnectionReset
            | ErrorKind::Interrupted
    )
}

// ANCHOR: proxima
/// Espera uma vaga e só depois uma conexão: sem vaga não se chama `accept`, e
/// quem chega espera na fila do núcleo. `None` quando o fim foi pedido.
pub async fn proxima(
    ouvinte: &TcpListener,
    vagas: &Arc<Semaphore>,
    fim: &CancellationToken,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let vaga = Arc::clone(vagas).acquire_owned();
    let vaga = fim.run_until_cancelled(vaga).await?.ok()?;
    Some((aceitar(ouvinte, fim).await?, vaga))
}
// ANCHOR_END: proxima

/// A próxima conexão, ou `None` quando o fim foi pedido.
///
/// Uma falha em `accept` não derruba o servidor: ou o cliente desistiu na fila,
/// ou acabaram os descritores, e então esperar um pouco é o remédio.
pub async fn aceitar(
    ouvinte: &TcpListener,
    fim: &CancellationToken,
) -> Option<TcpStream> {
    loop {
        match fim.run_until_cancelled(ouvinte.accept()).await? {
            Ok((fluxo, _)) => return Some(fluxo),
            Err(erro) if desistiu(erro.kind()) => {}
            Err(erro) => {
                registrar(format_args!("não consegui aceitar: {}", motivo(&erro)));
                fim.run_until_cancelled(sleep(PAUSA_SEM_DESCRITORES))
                    .await?;
            }
        }
    }
}
