//! A porta da saudação: TLS, se pedido; depois HTTP, até o 101; depois, WebSocket.

use std::convert::Infallible;
use std::future::ready;
use std::pin::pin;

use hyper::body::Incoming;
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::aperto;
use crate::limites::Limites;

/// O maior cabeçalho HTTP que se guarda; o que passar disso ouve 431.
pub const MAIOR_CABECALHO: usize = 16 * 1024;

/// Faz o aperto de mão, e devolve a mesma conexão, que já não é HTTP. A quem não
/// o pede direito responde o que falta e devolve `None`.
///
/// Não tem prazo: quem chama é que sabe quanto já se esperou pelo TLS.
pub async fn receber<S>(fluxo: S, limites: &Limites) -> Option<WebSocketStream<S>>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (envio, mut trocas) = mpsc::channel::<OnUpgrade>(1);
    let servico = service_fn(|mut pedido: hyper::Request<Incoming>| {
        let resposta = match aperto::aceitar(&pedido) {
            Ok(resposta) => {
                // O segundo pedido não chega a existir: depois do 101 não há HTTP.
                envio.try_send(hyper::upgrade::on(&mut pedido)).ok();
                resposta
            }
            Err(recusa) => {
                let mut recusa = *recusa;
                // Quem errou não volta por esta conexão; o 426 ainda diz `upgrade`.
                let fechar = match recusa.headers().contains_key(header::UPGRADE) {
                    true => HeaderValue::from_static("upgrade, close"),
                    false => HeaderValue::from_static("close"),
                };
                recusa.headers_mut().insert(header::CONNECTION, fechar);
                recusa
            }
        };
        ready(Ok::<_, Infallible>(resposta))
    });
    let conexao = http1::Builder::new()
        .max_buf_size(MAIOR_CABECALHO)
        .serve_connection(TokioIo::new(fluxo), servico)
        .with_upgrades();
    // O erro é do cliente, e o hyper já lhe respondeu 400 se pôde.
    pin!(conexao).await.ok()?;
    let trocada = trocas.try_recv().ok()?.await.ok()?;
    let partes = trocada.downcast::<TokioIo<S>>().ok()?;
    // Quem tem pressa manda o primeiro quadro junto com o pedido.
    let adiantado = partes.read_buf.to_vec();
    let ajustes = Some(limites.do_protocolo());
    let fluxo = partes.io.into_inner();
    Some(
        WebSocketStream::from_partially_read(fluxo, adiantado, Role::Server, ajustes)
            .await,
    )
}
