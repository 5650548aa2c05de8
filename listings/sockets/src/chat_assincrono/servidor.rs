//! O servidor de bate-papo com tokio.

use std::io;
use std::sync::Arc;

use apoio::aceitar::aceitar;
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::estado::Servidor;
use super::participante::{atender, recusar};
use crate::chat::sala::Sala;
use crate::chat::{BUFFER_DE_ENVIO, Limites, VAGAS_DE_RECUSA};

/// Atende até que o fim seja pedido; depois entrega o que aceitou e fecha.
///
/// # Errors
/// Se o ouvinte não puder ser usado pelo tokio.
pub async fn servir(
    ouvinte: std::net::TcpListener,
    limites: Limites,
    fim: CancellationToken,
) -> io::Result<()> {
    ouvinte.set_nonblocking(true)?;
    let ouvinte = TcpListener::from_std(ouvinte)?;
    let servidor = Arc::new(Servidor {
        sala: Sala::default(),
        limites,
        escritoras: TaskTracker::new(),
        fim,
        corte: CancellationToken::new(),
    });
    let leitoras = TaskTracker::new();
    aceitar_todos(&ouvinte, &servidor, &leitoras).await;
    drop(ouvinte);
    drenar(&servidor, &leitoras).await;
    Ok(())
}

/// Cria o tokio e atende até o fim, para quem não está numa função `async`.
///
/// # Errors
/// Se o tokio não puder começar.
pub fn rodar(
    ouvinte: std::net::TcpListener,
    limites: Limites,
    fim: CancellationToken,
) -> io::Result<()> {
    Runtime::new()?.block_on(servir(ouvinte, limites, fim))
}

async fn aceitar_todos(
    ouvinte: &TcpListener,
    servidor: &Arc<Servidor>,
    leitoras: &TaskTracker,
) {
    let vagas = Arc::new(Semaphore::new(servidor.limites.clientes));
    let recusas = Arc::new(Semaphore::new(VAGAS_DE_RECUSA));
    while let Some(fluxo) = aceitar(ouvinte, &servidor.fim).await {
        let Ok(quem) = fluxo.peer_addr() else {
            continue; // já se foi
        };
        preparar(&fluxo);
        let servidor = Arc::clone(servidor);
        if let Ok(vaga) = Arc::clone(&vagas).try_acquire_owned() {
            leitoras.spawn(atender(fluxo, quem, servidor, vaga));
        } else if let Ok(vaga) = Arc::clone(&recusas).try_acquire_owned() {
            leitoras.spawn(recusar(fluxo, quem, servidor, vaga));
        }
    }
}

// ANCHOR: drenar
/// A mesma ordem da versão com threads, agora escrita: quem lê termina, a sala
/// se despede, quem escreve entrega; e o prazo corta o que restar.
async fn drenar(servidor: &Servidor, leitoras: &TaskTracker) {
    let entregar = async {
        leitoras.close();
        leitoras.wait().await;
        servidor.sala.encerrar();
        servidor.escritoras.close();
        servidor.escritoras.wait().await;
    };
    if timeout(servidor.limites.prazo_de_drenagem, entregar)
        .await
        .is_err()
    {
        servidor.sala.encerrar();
        servidor.corte.cancel();
    }
}
// ANCHOR_END: drenar

/// Ajusta o socket de um cliente. Se o sistema recusar, fica como veio.
fn preparar(fluxo: &TcpStream) {
    let _ = fluxo.set_nodelay(true);
    let _ = SockRef::from(fluxo).set_send_buffer_size(BUFFER_DE_ENVIO);
}
