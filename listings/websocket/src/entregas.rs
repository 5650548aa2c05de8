//! Os mesmos eventos, por quatro caminhos: o servidor que o capítulo mede.
//!
//! `GET /desde/N` responde o que há depois de N (*polling*); `GET /espera/N` só
//! responde quando houver (*long polling*); `GET /sse` não acaba de responder; e
//! `GET /ws` troca de protocolo.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::{Stream, StreamExt, stream};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::sync::watch;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;
use tokio_tungstenite::tungstenite::protocol::Role;

/// Bytes de cada evento.
pub const CARGA: usize = 64;

/// Os eventos publicados, e quando cada um foi.
pub struct Mural {
    eventos: Mutex<Vec<Instant>>,
    quantos: watch::Sender<usize>,
}

impl Mural {
    pub fn novo() -> Arc<Self> {
        let (quantos, _) = watch::channel(0);
        let eventos = Mutex::default();
        Arc::new(Self { eventos, quantos })
    }

    /// Publica o evento seguinte, agora.
    pub fn publicar(&self) {
        let mut eventos = self.eventos.lock().unwrap_or_else(PoisonError::into_inner);
        eventos.push(Instant::now());
        self.quantos.send_replace(eventos.len());
    }

    /// Quando o evento `n`, a contar de 1, foi publicado.
    pub fn quando(&self, n: usize) -> Instant {
        self.eventos.lock().unwrap_or_else(PoisonError::into_inner)[n - 1]
    }

    /// Espera haver mais de `vistos`, e devolve os números dos novos.
    async fn depois(&self, vistos: usize) -> std::ops::RangeInclusive<usize> {
        let mut quantos = self.quantos.subscribe();
        let ha = quantos.wait_for(|quantos| *quantos > vistos).await;
        vistos + 1..=*ha.expect("o mural vive")
    }

    /// Um evento por vez, do primeiro em diante.
    fn fluxo(self: Arc<Self>) -> impl Stream<Item = String> + Send {
        stream::unfold((self, 0), |(mural, vistos)| async move {
            mural.depois(vistos).await;
            Some((evento(vistos + 1), (mural, vistos + 1)))
        })
    }
}

/// O texto de um evento: o número, e letras até completar a carga.
pub fn evento(n: usize) -> String {
    format!("{n} {:.<1$}", "", CARGA - 1 - n.to_string().len())
}

/// As quatro rotas.
pub fn rotas(mural: Arc<Mural>) -> Router {
    Router::new()
        .route("/desde/{n}", get(desde))
        .route("/espera/{n}", get(espera))
        .route("/sse", get(sse))
        .route("/ws", get(ws))
        .with_state(mural)
}

fn linhas(numeros: impl Iterator<Item = usize>) -> String {
    numeros.map(|n| evento(n) + "\n").collect()
}

// ANCHOR: rotas
async fn desde(State(mural): State<Arc<Mural>>, Path(n): Path<usize>) -> String {
    let quantos = *mural.quantos.borrow();
    linhas(n + 1..=quantos)
}

async fn espera(State(mural): State<Arc<Mural>>, Path(n): Path<usize>) -> String {
    linhas(mural.depois(n).await)
}

async fn sse(State(mural): State<Arc<Mural>>) -> impl IntoResponse {
    Sse::new(
        mural
            .fluxo()
            .map(|e| Ok::<_, Infallible>(Event::default().data(e))),
    )
}
// ANCHOR_END: rotas

async fn ws(State(mural): State<Arc<Mural>>, mut pedido: Request) -> Response {
    let Some(troca) = pedido.extensions_mut().remove::<OnUpgrade>() else {
        return axum::http::StatusCode::BAD_REQUEST.into_response();
    };
    let resposta = create_response_with_body(&pedido, axum::body::Body::empty);
    let Ok(resposta) = resposta else {
        return axum::http::StatusCode::BAD_REQUEST.into_response();
    };
    tokio::spawn(async move {
        let Ok(conexao) = troca.await.map(TokioIo::new) else {
            return;
        };
        let ws = WebSocketStream::from_raw_socket(conexao, Role::Server, None).await;
        // Quem assiste só ouve: se sumir, a escrita falha e o fluxo para.
        mural
            .fluxo()
            .map(|e| Ok(Message::text(e)))
            .forward(ws)
            .await
            .ok();
    });
    resposta
}
