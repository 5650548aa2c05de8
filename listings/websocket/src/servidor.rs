//! O servidor das salas: HTTP na porta, WebSocket por uma das rotas.

use std::sync::Arc;

use apoio::aceitar::proxima;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::aperto::{Resposta, host, nome_nosso, recusar};
use crate::casa::{Casa, Servidor};
use crate::conexao::{PRAZO_DE_DRENAGEM, sem_nagle};
use crate::escrivao;
use crate::historia::Historia;
use crate::limites::Limites;
use crate::porta::MAIOR_CABECALHO;
use crate::registro::Registro;
use crate::rota::rota;
use crate::salas::Salas;

/// As rotas: a página e a porta do WebSocket.
fn rotas(servidor: Arc<Servidor>) -> Router {
    Router::new()
        .route("/", get(pagina))
        .route("/salas", get(rota))
        .with_state(servidor)
}

async fn pagina(pedido: HeaderMap) -> Resposta {
    if !host(&pedido).is_some_and(nome_nosso) {
        let motivo = "abra esta página por localhost ou pelo número IP";
        return recusar(StatusCode::MISDIRECTED_REQUEST, motivo);
    }
    let cabecalhos = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        // Só o que veio deste servidor: um texto da sala nunca vira programa.
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self' 'unsafe-inline'; \
             style-src 'unsafe-inline'; connect-src 'self'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (cabecalhos, include_str!("pagina.html")).into_response()
}

/// Atende até o fim ser pedido; depois se despede de cada um, com prazo, e só
/// volta quando o escrivão gravou tudo o que aceitou.
pub async fn servir(
    ouvinte: TcpListener,
    limites: Limites,
    (historia, registros): (Historia, Vec<Registro>),
    tls: Option<TlsAcceptor>,
    fim: CancellationToken,
) {
    let nome = historia.nome().to_owned();
    let linhas = registros.len();
    let salas = Salas::novas(limites, nome, registros);
    let (pedidos, escrivao) = escrivao::comecar(salas, historia, linhas);
    let servidor = Arc::new(Servidor {
        casa: Casa {
            limites,
            pedidos,
            fim: fim.clone(),
        },
        vagas: Arc::new(Semaphore::new(limites.sessoes)),
        sessoes: TaskTracker::new(),
        corte: CancellationToken::new(),
    });
    aceitar(&ouvinte, &servidor, tls, &fim).await;
    drop(ouvinte); // ninguém mais entra
    servidor.sessoes.close();
    let drenagem = timeout(PRAZO_DE_DRENAGEM, servidor.sessoes.wait());
    if drenagem.await.is_err() {
        servidor.corte.cancel();
        servidor.sessoes.wait().await;
    }
    // A última ponta da fila: o escrivão termina o que tem e para.
    drop(servidor);
    tokio::task::spawn_blocking(|| escrivao.join()).await.ok();
}

async fn aceitar(
    ouvinte: &TcpListener,
    servidor: &Arc<Servidor>,
    tls: Option<TlsAcceptor>,
    fim: &CancellationToken,
) {
    let limites = servidor.casa.limites;
    let conexoes = Arc::new(Semaphore::new(limites.sessoes + limites.so_http));
    let rotas = rotas(Arc::clone(servidor));
    while let Some((fluxo, lugar)) = proxima(ouvinte, &conexoes, fim).await {
        sem_nagle(&fluxo);
        // O lugar vai com o pedido: se ele virar sessão, é ela que o devolve.
        let rotas = rotas.clone().layer(Extension(Arc::new(lugar)));
        let (tls, fim) = (tls.clone(), fim.clone());
        servidor.comecar(async move {
            match tls {
                None => http(fluxo, rotas, &limites, fim).await,
                Some(tls) => {
                    let aperto = timeout(limites.entrada, tls.accept(fluxo));
                    if let Ok(Ok(fluxo)) = aperto.await {
                        http(fluxo, rotas, &limites, fim).await;
                    }
                }
            }
        });
    }
}

/// Uma conexão, enquanto ela fala HTTP.
async fn http<S>(fluxo: S, rotas: Router, limites: &Limites, fim: CancellationToken)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let conexao = http1::Builder::new()
        .timer(TokioTimer::new())
        // Um byte de cabeçalho por minuto ocuparia a conexão para sempre.
        .header_read_timeout(limites.entrada)
        .max_buf_size(MAIOR_CABECALHO)
        .serve_connection(TokioIo::new(fluxo), TowerToHyperService::new(rotas))
        .with_upgrades();
    let mut conexao = std::pin::pin!(conexao);
    tokio::select! {
        // O erro é do cliente, e o hyper já lhe respondeu 400 se pôde.
        _ = &mut conexao => return,
        // Quem pede sem parar e não lê as respostas também a ocuparia.
        () = sleep(limites.http) => {}
        () = fim.cancelled() => {}
    }
    // A resposta que já começou ainda sai, se o outro lado a ler.
    conexao.as_mut().graceful_shutdown();
    timeout(limites.escrita, conexao).await.ok();
}
