//! Aceitar conexões com um teto, até o fim ser pedido.

use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use apoio::programa::registrar;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// Quanto se espera pelos clientes depois de pedido o fim.
pub const PRAZO_DE_DRENAGEM: Duration = Duration::from_secs(5);

/// Sem descritores, `accept` falha na hora; sem pausa, falharia sem parar.
const PAUSA_SEM_DESCRITORES: Duration = Duration::from_millis(100);

/// Espera uma vaga e depois uma conexão; `None` quando o fim foi pedido.
pub async fn proxima(
    ouvinte: &TcpListener,
    vagas: &Arc<Semaphore>,
    fim: &CancellationToken,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let vaga = Arc::clone(vagas).acquire_owned();
    let vaga = fim.run_until_cancelled(vaga).await?.ok()?;
    loop {
        match fim.run_until_cancelled(ouvinte.accept()).await? {
            Ok((fluxo, _)) => return Some((fluxo, vaga)),
            // Desistiu entre entrar na fila e ser aceito: não é problema nosso.
            Err(e) if e.kind() == ErrorKind::ConnectionAborted => {}
            Err(erro) => {
                let motivo = apoio::erro::motivo(&erro);
                registrar(format_args!("não consegui aceitar: {motivo}"));
                sleep(PAUSA_SEM_DESCRITORES).await;
            }
        }
    }
}
