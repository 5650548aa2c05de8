//! As conexões que chegam.

use std::io::{self, ErrorKind};
use std::time::Duration;

use apoio::erro::motivo;
use apoio::programa::registrar;
use futures_util::stream::unfold;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use tokio_stream::Stream;

/// Sem descritores, `accept` falha na hora; sem pausa, falharia sem parar, e o
/// laço tomaria um núcleo inteiro.
const PAUSA_SEM_DESCRITORES: Duration = Duration::from_millis(100);

/// Uma conexão depois da outra, enquanto houver quem peça.
pub(super) fn conexoes(
    escuta: TcpListener,
) -> impl Stream<Item = io::Result<TcpStream>> + Send {
    unfold(escuta, |escuta| async {
        loop {
            match escuta.accept().await {
                Ok((fluxo, _)) => {
                    // Se falha, a conexão já caiu, e a leitura dirá.
                    let _ = fluxo.set_nodelay(true);
                    return Some((Ok(fluxo), escuta));
                }
                // Desistiu entre entrar na fila e ser aceito: não é problema nosso.
                Err(e) if e.kind() == ErrorKind::ConnectionAborted => {}
                Err(e) => {
                    registrar(format_args!("não consegui aceitar: {}", motivo(&e)));
                    sleep(PAUSA_SEM_DESCRITORES).await;
                }
            }
        }
    })
}
