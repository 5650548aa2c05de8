//! O aperto de mão, dentro do axum: uma rota que deixa de ser HTTP.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::sync::OwnedSemaphorePermit;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::{Error, ProtocolError};
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::fecho::despedir;
use crate::protocolo::SUBPROTOCOLO;
use crate::servidor::Servidor;
use crate::sessao::conversar;

type Resposta = axum::response::Response;

/// `GET /salas` com `Upgrade: websocket`: confere, responde 101 e, quando o
/// hyper larga a conexão, começa a sessão sobre os mesmos bytes.
pub async fn rota(
    State(servidor): State<Arc<Servidor>>,
    mut pedido: Request,
) -> Resposta {
    let resposta = match conferir(&pedido) {
        Ok(resposta) => resposta,
        Err(recusa) => return *recusa,
    };
    let Ok(vaga) = Arc::clone(&servidor.vagas).try_acquire_owned() else {
        let depois = [(header::RETRY_AFTER, "5")];
        return (StatusCode::SERVICE_UNAVAILABLE, depois, "lotado\n").into_response();
    };
    let Some(troca) = pedido.extensions_mut().remove::<OnUpgrade>() else {
        return recusar(
            StatusCode::BAD_REQUEST,
            "esta conexão não troca de protocolo",
        );
    };
    servidor.comecar(trocar(Arc::clone(&servidor), troca, vaga));
    resposta
}

async fn trocar(servidor: Arc<Servidor>, troca: OnUpgrade, _vaga: OwnedSemaphorePermit) {
    // O cliente desistiu antes do 101: não houve troca.
    let Ok(conexao) = troca.await else { return };
    let ajustes = Some(servidor.casa.limites.do_protocolo());
    let conexao = TokioIo::new(conexao);
    let mut ws = WebSocketStream::from_raw_socket(conexao, Role::Server, ajustes).await;
    let fecho = conversar(&mut ws, &servidor.casa).await;
    despedir(ws, &fecho, servidor.casa.limites.escrita).await;
}

// ANCHOR: conferir
fn conferir(pedido: &Request) -> Result<Resposta, Box<Resposta>> {
    // A mesma origem: sem isto, qualquer página aberta no navegador de alguém
    // conversaria aqui em nome dele. O navegador não mente sobre a origem.
    if !mesma_origem(pedido.headers()) {
        return Err(Box::new(recusar(StatusCode::FORBIDDEN, "outra origem")));
    }
    let mut resposta: Resposta =
        create_response_with_body(pedido, axum::body::Body::empty)
            .map_err(|e| Box::new(por_que(&e)))?;
    if !oferece(pedido.headers(), SUBPROTOCOLO) {
        return Err(Box::new(recusar(
            StatusCode::BAD_REQUEST,
            "só falo salas.v1",
        )));
    }
    resposta.headers_mut().insert(
        header::SEC_WEBSOCKET_PROTOCOL,
        HeaderValue::from_static(SUBPROTOCOLO),
    );
    Ok(resposta)
}
// ANCHOR_END: conferir

fn mesma_origem(cabecalhos: &HeaderMap) -> bool {
    let Some(origem) = cabecalhos.get(header::ORIGIN) else {
        return true; // não é um navegador
    };
    let autoridade =
        |valor: &HeaderValue| valor.to_str().ok().map(str::to_ascii_lowercase);
    let (Some(origem), Some(host)) = (
        autoridade(origem),
        cabecalhos.get(header::HOST).and_then(autoridade),
    ) else {
        return false;
    };
    (origem.split_once("://")).is_some_and(|(_, autoridade)| autoridade == host)
}

fn oferece(cabecalhos: &HeaderMap, protocolo: &str) -> bool {
    let ofertas = cabecalhos.get_all(header::SEC_WEBSOCKET_PROTOCOL);
    let mut ofertas = ofertas.iter().filter_map(|v| v.to_str().ok());
    ofertas.any(|v| v.split(',').any(|oferta| oferta.trim() == protocolo))
}

/// O que falta ao pedido, com o código que diz ao cliente o que fazer.
fn por_que(erro: &Error) -> Resposta {
    match erro {
        // 426 anuncia o que falaríamos: quem veio por engano sabe o que faltou.
        Error::Protocol(
            ProtocolError::MissingConnectionUpgradeHeader
            | ProtocolError::MissingUpgradeWebSocketHeader
            | ProtocolError::MissingSecWebSocketVersionHeader,
        ) => {
            let falamos = [
                (header::UPGRADE, "websocket"),
                (header::CONNECTION, "upgrade"),
                (header::SEC_WEBSOCKET_VERSION, "13"),
            ];
            let motivo = "aqui se fala WebSocket, versão 13\n";
            (StatusCode::UPGRADE_REQUIRED, falamos, motivo).into_response()
        }
        _ => recusar(StatusCode::BAD_REQUEST, "aperto de mão malformado"),
    }
}

fn recusar(codigo: StatusCode, motivo: &str) -> Resposta {
    let mut resposta = Response::new(format!("{motivo}\n").into());
    *resposta.status_mut() = codigo;
    resposta
}
