//! O servidor das salas: HTTP na porta, WebSocket por uma das rotas.

use std::sync::Arc;
use std::time::Duration;

use apoio::aceitar::proxima;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::conexao::{CONEXOES_A_MAIS, PRAZO_DE_DRENAGEM, sem_nagle};
use crate::escrivao;
use crate::historia::{Historia, Registro};
use crate::limites::Limites;
use crate::porta::MAIOR_CABECALHO;
use crate::rota::rota;
use crate::salas::Salas;
use crate::sessao::Casa;

/// O que as rotas partilham.
pub struct Servidor {
    pub casa: Casa,
    pub vagas: Arc<Semaphore>,
    pub sessoes: TaskTracker,
    /// Dado quando o prazo de drenagem vence: quem ainda está, cai.
    pub corte: CancellationToken,
}

impl Servidor {
    /// Começa uma tarefa que a drenagem espera, e que o corte interrompe.
    pub fn comecar(&self, tarefa: impl Future<Output = ()> + Send + 'static) {
        let corte = self.corte.clone();
        self.sessoes.spawn(corte.run_until_cancelled_owned(tarefa));
    }
}

/// As rotas: a página e a porta do WebSocket.
fn rotas(servidor: Arc<Servidor>) -> Router {
    Router::new()
        .route("/", get(pagina))
        .route("/salas", get(rota))
        .with_state(servidor)
}

async fn pagina() -> impl IntoResponse {
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
    (cabecalhos, include_str!("pagina.html"))
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
    let salas = Salas::novas(limites, registros);
    let (pedidos, escrivao) = escrivao::comecar(salas, historia, linhas);
    let servidor = Arc::new(Servidor {
        casa: Casa {
            limites,
            pedidos,
            historia: nome,
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
    let conexoes = Arc::new(Semaphore::new(limites.sessoes + CONEXOES_A_MAIS));
    let rotas = rotas(Arc::clone(servidor));
    while let Some((fluxo, lugar)) = proxima(ouvinte, &conexoes, fim).await {
        sem_nagle(&fluxo);
        let (rotas, tls, fim) = (rotas.clone(), tls.clone(), fim.clone());
        let prazo = limites.entrada;
        servidor.comecar(async move {
            let _lugar = lugar;
            match tls {
                None => http(fluxo, rotas, prazo, fim).await,
                Some(tls) => {
                    if let Ok(Ok(fluxo)) = timeout(prazo, tls.accept(fluxo)).await {
                        http(fluxo, rotas, prazo, fim).await;
                    }
                }
            }
        });
    }
}

/// Uma conexão, enquanto ela fala HTTP.
async fn http<S>(fluxo: S, rotas: Router, prazo: Duration, fim: CancellationToken)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let conexao = http1::Builder::new()
        .timer(TokioTimer::new())
        // Um byte de cabeçalho por minuto ocuparia a conexão para sempre.
        .header_read_timeout(prazo)
        .max_buf_size(MAIOR_CABECALHO)
        .serve_connection(TokioIo::new(fluxo), TowerToHyperService::new(rotas))
        .with_upgrades();
    let mut conexao = std::pin::pin!(conexao);
    tokio::select! {
        // O erro é do cliente, e o hyper já lhe respondeu 400 se pôde.
        _ = &mut conexao => {}
        () = fim.cancelled() => {
            conexao.as_mut().graceful_shutdown();
            conexao.await.ok();
        }
    }
}
