//! Os fluxos, vistos do cliente: o que se recebe, com prazo, e o que se manda.

use std::future::pending;

use futures_util::stream::unfold;
use tokio::sync::oneshot::channel;
use tokio::time::{Instant, timeout_at};
use tokio_stream::{Stream, StreamExt};
use tonic::{Status, Streaming};

use super::traducao::traduzir;
use crate::recusa;

/// As mensagens que um servidor manda. Largá-lo cancela a chamada.
pub struct Recebido<T> {
    fluxo: Streaming<T>,
    vence: Option<Instant>,
}

impl<T> Recebido<T> {
    pub(super) fn novo(fluxo: Streaming<T>, vence: Option<Instant>) -> Self {
        Self { fluxo, vence }
    }

    /// A próxima mensagem; `None` quando o servidor disse tudo.
    ///
    /// # Errors
    /// O estado com que o servidor terminou, ou `DeadlineExceeded`: um servidor
    /// que congelou não avisa que o prazo venceu.
    pub async fn proximo(&mut self) -> Result<Option<T>, Status> {
        let mensagem = self.fluxo.message();
        let mensagem = match self.vence {
            None => mensagem.await,
            Some(vence) => timeout_at(vence, mensagem)
                .await
                .map_err(|_| recusa::prazo_vencido())?,
        };
        mensagem.map_err(traduzir)
    }
}

/// Separa o que um fluxo tem de bom do erro em que ele parou.
///
/// Depois do erro, o fluxo bom não acaba: cala-se. Se acabasse, quem o recebe
/// tomaria a parte pelo todo. Quem chama espera também pelo erro, e então larga os
/// dois. O futuro do erro só acaba se há erro.
pub fn separar<T, E>(
    entrada: impl Stream<Item = Result<T, E>> + Send + 'static,
) -> (
    impl Stream<Item = T> + Send + 'static,
    impl Future<Output = E> + Send + 'static,
)
where
    T: Send + 'static,
    E: Send + 'static,
{
    let (avisa, falhou) = channel();
    let bons = unfold(
        (Box::pin(entrada), Some(avisa)),
        |(mut e, mut avisa)| async {
            match e.next().await? {
                Ok(bom) => Some((bom, (e, avisa))),
                Err(erro) => {
                    let _ = avisa.take()?.send(erro);
                    pending().await
                }
            }
        },
    );
    let falhou = async {
        match falhou.await {
            Ok(erro) => erro,
            Err(_) => pending().await, // acabou bem: não há erro a esperar
        }
    };
    (bons, falhou)
}
