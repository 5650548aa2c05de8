//! O que o navegador vê: o último livro que ficou pronto, e o que impede o seguinte.

use crate::html::escapar;
use crate::problema::{Problema, Problemas};
use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, IF_MODIFIED_SINCE, RANGE,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use futures_util::{Stream, stream};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::watch;
use tower_http::services::{ServeDir, ServeFile};

/// Ligado à página só aqui: o site publicado não o leva.
const ROTEIRO: &str = include_str!("recarga.js");

#[derive(Debug, Clone, Default)]
struct Estado {
    /// O site e a versão dele; a primeira é a hora, para que quem religa o `serve` não encontre
    /// uma página antiga com a versão da nova.
    site: Option<(PathBuf, u64)>,
    /// A pasta em que está o índice da busca.
    indice: Option<PathBuf>,
    busca_falhou: bool,
    falha: Option<Value>,
}

impl Estado {
    fn versao(&self) -> u64 {
        self.site.as_ref().map_or(0, |(_, versao)| *versao)
    }

    fn em_json(&self) -> String {
        let busca = match &self.indice {
            Some(_) => "pronta",
            None if self.busca_falhou => "falhou",
            None => "preparando",
        };
        json!({ "versao": self.versao(), "busca": busca, "falha": self.falha })
            .to_string()
    }
}

#[derive(Debug)]
pub struct Vitrine(watch::Sender<Estado>);

impl Vitrine {
    pub fn nova() -> Self {
        Self(watch::Sender::new(Estado::default()))
    }

    /// Põe um site no lugar do que estava; a falha, se havia, foi consertada.
    pub fn trocar(&self, site: PathBuf) {
        self.0.send_modify(|estado| {
            let agora = SystemTime::now().duration_since(UNIX_EPOCH);
            let milissegundos = agora.map_or(0, |d| d.as_millis() as u64);
            estado.site = Some((site, milissegundos.max(estado.versao() + 1)));
            estado.falha = None;
        });
    }

    /// Diz por que o livro não se refez; o que estava continua.
    pub fn falhar(&self, erro: &anyhow::Error) {
        let um = |p: &Problema| json!({ "onde": p.onde(), "motivo": p.motivo, "remedio": p.remedio });
        let problemas: Vec<Value> = match erro.downcast_ref::<Problemas>() {
            Some(Problemas(problemas)) => problemas.iter().map(um).collect(),
            None => vec![json!({ "motivo": format!("{erro:#}") })],
        };
        let falha = Some(problemas.into());
        self.0.send_modify(|estado| estado.falha = falha);
    }

    /// Troca o índice da busca pelo que está em `pasta`; se não se fez, o que havia continua.
    pub fn indexar(&self, pasta: Option<PathBuf>) {
        self.0.send_modify(|estado| {
            estado.busca_falhou = pasta.is_none();
            estado.indice = pasta.or(estado.indice.take());
        });
    }
}

/// Atende o navegador, numa thread à parte, enquanto o programa vive.
pub fn atender(escuta: TcpListener, vitrine: Arc<Vitrine>) -> Result<()> {
    escuta.set_nonblocking(true)?;
    let mut assincrono = tokio::runtime::Builder::new_current_thread();
    let assincrono = assincrono.enable_all().build();
    let assincrono = assincrono.context("não consigo iniciar o servidor")?;
    let rotas = Router::new().route("/.curso/estado", get(estado));
    let rotas = rotas.route("/.curso/recarga.js", get(roteiro));
    let rotas = rotas.fallback(pagina).with_state(vitrine);
    std::thread::spawn(move || {
        assincrono.block_on(async {
            let escuta = tokio::net::TcpListener::from_std(escuta)?;
            axum::serve(escuta, rotas).await
        })
    });
    Ok(())
}

async fn roteiro() -> impl IntoResponse {
    let tipo = (CONTENT_TYPE, "text/javascript; charset=utf-8");
    ([tipo, (CACHE_CONTROL, "no-store")], ROTEIRO)
}

/// O estado de agora e, a cada mudança, o novo.
async fn estado(
    State(vitrine): State<Arc<Vitrine>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut mudancas = vitrine.0.subscribe();
    mudancas.mark_changed();
    let eventos = stream::unfold(mudancas, |mut mudancas| async {
        mudancas.changed().await.ok()?;
        let dados = mudancas.borrow_and_update().em_json();
        Some((Ok(Event::default().data(dados)), mudancas))
    });
    Sse::new(eventos).keep_alive(KeepAlive::default())
}

async fn pagina(State(vitrine): State<Arc<Vitrine>>, mut pedido: Request) -> Response {
    let agora = vitrine.0.borrow().clone();
    let Some((site, versao)) = &agora.site else {
        return sem_livro(&agora);
    };
    // Duas gravações no mesmo segundo têm a mesma data: a página vem sempre inteira.
    pedido.headers_mut().remove(IF_MODIFIED_SINCE);
    pedido.headers_mut().remove(RANGE);
    let pasta = match (&agora.indice, pedido.uri().path().starts_with("/pagefind/")) {
        (Some(indice), true) => indice,
        // A página entende: 503 é um índice que vem aí; 404, um que não se fez.
        (None, true) if !agora.busca_falhou => {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
        _ => site,
    };
    let arquivos =
        ServeDir::new(pasta).not_found_service(ServeFile::new(site.join("404.html")));
    let Ok(resposta) = tower::ServiceExt::oneshot(arquivos, pedido).await;
    com_recarga(resposta.map(Body::new), *versao).await
}

/// Acrescenta à página o roteiro que a recarrega.
async fn com_recarga(mut resposta: Response, versao: u64) -> Response {
    let sem_guardar = HeaderValue::from_static("no-store");
    resposta.headers_mut().insert(CACHE_CONTROL, sem_guardar);
    let tipo = resposta.headers().get(CONTENT_TYPE);
    if !tipo.is_some_and(|t| t.as_bytes().starts_with(b"text/html")) {
        return resposta;
    }
    let (mut partes, corpo) = resposta.into_parts();
    let Ok(bytes) = to_bytes(corpo, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    partes.headers.remove(CONTENT_LENGTH);
    let html = String::from_utf8_lossy(&bytes);
    let html = html.replacen("</head>", &format!("{}</head>", marca(versao)), 1);
    Response::from_parts(partes, Body::from(html))
}

fn marca(versao: u64) -> String {
    format!("<script defer src=\"/.curso/recarga.js\" data-versao=\"{versao}\"></script>")
}

/// A página de um livro que ainda não se construiu nenhuma vez: diz por quê, e se recarrega.
fn sem_livro(agora: &Estado) -> Response {
    let problemas = agora.falha.iter().flat_map(|f| f.as_array()).flatten();
    let textos =
        problemas.flat_map(|p| ["onde", "motivo", "remedio"].map(|chave| &p[chave]));
    let textos = textos.filter_map(|texto| texto.as_str());
    let itens: String = textos.map(|t| format!("<p>{}</p>", escapar(t))).collect();
    let html = include_str!("sem-livro.html")
        .replace("<!--recarga-->", &marca(0))
        .replace("<!--problemas-->", &itens);
    let sem_guardar = [(CACHE_CONTROL, "no-store")];
    (StatusCode::SERVICE_UNAVAILABLE, sem_guardar, Html(html)).into_response()
}
