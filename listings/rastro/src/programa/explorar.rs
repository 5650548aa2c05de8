//! `explorar`: o modelo numa página, vivo, num servidor pequeno desta máquina.
//!
//! O servidor não guarda nada entre um pedido e outro: a página manda todas as
//! jogadas, e ele as refaz desde o início. Voltar é mandar uma a menos.

use std::sync::Arc;

use anyhow::Context;
use apoio::endereco::{escutar, resolver};
use apoio::programa::anunciar;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::argumentos::Argumentos;
use super::maquina::Maquina;
use crate::{como_abrir, guardar, pasta_dos_rastros};

const PORTA: u16 = 8020;
/// Quantas transições percorrer à procura de uma execução mais curta.
const PROCURA: usize = 300_000;
const HTML: &str = "text/html; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";

struct Exploracao {
    modelo: String,
    maquina: Box<dyn Maquina>,
    jogadas: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pedido {
    jogadas: Vec<Value>,
    #[serde(default)]
    propriedade: String,
}

/// Serve a página até que se peça o fim. Sem `--rastro`, parte do início; com,
/// de onde o rastro parou.
///
/// # Errors
/// Se o rastro não é deste modelo, ou se não dá para escutar no endereço.
pub fn explorar(
    modelo: &str,
    maquina: Box<dyn Maquina>,
    args: &Argumentos,
) -> anyhow::Result<Vec<String>> {
    let (maquina, jogadas) = partida(modelo, maquina, args)?;
    let escuta = escutar(resolver(&args.endereco, PORTA)?[0])?;
    escuta.set_nonblocking(true)?;
    let endereco = escuta.local_addr()?;
    let exploracao = Arc::new(Exploracao {
        modelo: modelo.to_owned(),
        maquina,
        jogadas,
    });
    let fim = apoio::fim::pedido("a página deixa de responder")?;
    let servir = async {
        let escuta = tokio::net::TcpListener::from_std(escuta)?;
        anunciar(endereco);
        let ate = async move { fim.cancelled().await };
        axum::serve(escuta, rotas(exploracao))
            .with_graceful_shutdown(ate)
            .await
    };
    let tempo = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    tempo.block_on(servir).context("o servidor parou")?;
    Ok(Vec::new())
}

/// De que sistema e de que jogadas se parte. Um rastro de simulação, ou de uma
/// execução, pode ter mais faltas que o sistema verificado.
fn partida(
    modelo: &str,
    maquina: Box<dyn Maquina>,
    args: &Argumentos,
) -> anyhow::Result<(Box<dyn Maquina>, Vec<Value>)> {
    let Some(arquivo) = &args.rastro else {
        return Ok((maquina, Vec::new()));
    };
    let rastro = crate::abrir::ler(arquivo)?;
    let de = rastro
        .procedencia()
        .context("este rastro não diz as jogadas que o refazem")?;
    anyhow::ensure!(
        de.modelo == modelo,
        "este rastro é do modelo “{}”",
        de.modelo
    );
    let nos = maquina.nomes().len();
    anyhow::ensure!(
        de.nos == nos,
        "este rastro é de {} nós: use --nos {}",
        de.nos,
        de.nos
    );
    let (folgada, de_verdade) = (maquina.com_folga(), maquina.como_na_execucao());
    for candidata in [maquina, folgada, de_verdade] {
        if candidata.rastrear(modelo, &de.jogadas).is_ok() {
            return Ok((candidata, de.jogadas.clone()));
        }
    }
    anyhow::bail!(
        "o modelo já não faz o que este rastro conta: mudou desde que foi gravado"
    )
}

fn rotas(exploracao: Arc<Exploracao>) -> Router {
    let fixo = |tipo, corpo: &'static str| {
        get(move || async move { ([(header::CONTENT_TYPE, tipo)], corpo) })
    };
    Router::new()
        .route(
            "/",
            fixo(HTML, include_str!("../../pagina/avulsa/explorar.html")),
        )
        .route(
            "/avulsa.css",
            fixo(CSS, include_str!("../../pagina/avulsa/avulsa.css")),
        )
        .route(
            "/rastro.css",
            fixo(CSS, include_str!("../../pagina/rastro.css")),
        )
        .route(
            "/desenho.js",
            fixo(JS, include_str!("../../pagina/desenho.js")),
        )
        .route("/mundo.js", fixo(JS, include_str!("../../pagina/mundo.js")))
        .route(
            "/explorar.js",
            fixo(JS, include_str!("../../pagina/avulsa/explorar.js")),
        )
        .route(
            "/voce-e-a-rede.js",
            fixo(JS, include_str!("../../pagina/voce-e-a-rede.js")),
        )
        .route("/modelo", get(apresentar))
        .route("/ver", post(ver))
        .route("/encurtar", post(encurtar))
        .route("/guardar", post(gravar))
        .with_state(exploracao)
}

async fn apresentar(State(exploracao): State<Arc<Exploracao>>) -> Response {
    em_json(&json!({ "modelo": exploracao.modelo, "jogadas": exploracao.jogadas }))
}

async fn ver(
    exploracao: State<Arc<Exploracao>>,
    cabecas: HeaderMap,
    corpo: String,
) -> Response {
    responder(&cabecas, &corpo, |pedido| {
        exploracao.maquina.ver(&pedido.jogadas)
    })
}

async fn encurtar(
    exploracao: State<Arc<Exploracao>>,
    cabecas: HeaderMap,
    corpo: String,
) -> Response {
    responder(&cabecas, &corpo, |pedido| {
        exploracao
            .maquina
            .encurtar(&pedido.jogadas, &pedido.propriedade, PROCURA)
    })
}

async fn gravar(
    exploracao: State<Arc<Exploracao>>,
    cabecas: HeaderMap,
    corpo: String,
) -> Response {
    responder(&cabecas, &corpo, |pedido| {
        let rastro = exploracao
            .maquina
            .rastrear(&exploracao.modelo, &pedido.jogadas)?;
        let nome = format!("{}-{}-jogadas", exploracao.modelo, pedido.jogadas.len());
        let arquivo = guardar(&rastro, &pasta_dos_rastros(), &nome)
            .context("não consigo guardar o rastro")?;
        Ok(como_abrir(&arquivo))
    })
}

/// Só JSON: uma página de outro sítio não pode mandá-lo sem que o navegador
/// pergunte antes, e ninguém lhe responderia.
fn responder<T: Serialize>(
    cabecas: &HeaderMap,
    corpo: &str,
    fazer: impl FnOnce(Pedido) -> anyhow::Result<T>,
) -> Response {
    let tipo = cabecas
        .get(header::CONTENT_TYPE)
        .and_then(|t| t.to_str().ok());
    if tipo != Some("application/json") {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let pedido = serde_json::from_str(corpo).context("o pedido não se entende");
    match pedido.and_then(fazer) {
        Ok(feito) => em_json(&feito),
        Err(erro) => {
            let motivo = apoio::erro::com_causas(&erro);
            (StatusCode::BAD_REQUEST, motivo).into_response()
        }
    }
}

fn em_json(valor: &impl Serialize) -> Response {
    let corpo = serde_json::to_string(valor).expect("o que se mostra vira JSON");
    ([(header::CONTENT_TYPE, "application/json")], corpo).into_response()
}
