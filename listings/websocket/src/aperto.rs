//! O aperto de mão: o pedido HTTP que vira WebSocket, ou a recusa que diz por quê.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use tokio_tungstenite::tungstenite::error::{Error, ProtocolError};
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;

use crate::protocolo::SUBPROTOCOLO;

pub type Resposta = axum::response::Response;

// ANCHOR: conferir
/// O 101 das salas, ou a recusa.
pub fn conferir(pedido: &Request) -> Result<Resposta, Box<Resposta>> {
    // Sem isto, qualquer página aberta no navegador de alguém conversaria aqui em
    // nome dele. O navegador não mente sobre a origem.
    if !mesma_origem(pedido.headers()) {
        return Err(Box::new(recusar(StatusCode::FORBIDDEN, "outra origem")));
    }
    let mut resposta = aceitar(pedido)?;
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

/// O 101 de um pedido que cumpre a norma, seja qual for o corpo e a aplicação.
///
/// # Errors
/// A recusa, pronta para mandar.
pub fn aceitar<C>(pedido: &axum::http::Request<C>) -> Result<Resposta, Box<Resposta>> {
    create_response_with_body(pedido, axum::body::Body::empty)
        .map_err(|erro| Box::new(por_que(&erro)))
}

// ANCHOR: origem
fn mesma_origem(cabecalhos: &HeaderMap) -> bool {
    let Some(origem) = cabecalhos.get(header::ORIGIN) else {
        return true; // não é um navegador
    };
    let origem = origem.to_str().ok().and_then(|o| o.split_once("://"));
    let (Some((_, origem)), Some(host)) = (origem, host(cabecalhos)) else {
        return false;
    };
    // Iguais e de um estranho: o nome é dele, e ele o fez apontar para cá.
    origem.eq_ignore_ascii_case(host) && nome_nosso(host)
}
// ANCHOR_END: origem

/// O nome e a porta pelos quais se pediu.
pub fn host(cabecalhos: &HeaderMap) -> Option<&str> {
    cabecalhos.get(header::HOST)?.to_str().ok()
}

/// Se o nome é o desta máquina: o número, ou `localhost`. Outro pode ser de quem quer
/// que a página dele passe por nossa.
pub fn nome_nosso(host: &str) -> bool {
    let (nome, resto) = match host.strip_prefix('[').and_then(|h| h.split_once(']')) {
        Some(ipv6) => ipv6,
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let porta = resto.strip_prefix(':').map(str::parse::<u16>);
    if !resto.is_empty() && !matches!(porta, Some(Ok(_))) {
        return false;
    }
    nome.eq_ignore_ascii_case("localhost") || nome.parse::<IpAddr>().is_ok()
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
        Error::Protocol(ProtocolError::WrongHttpMethod) => {
            let so_get = [(header::ALLOW, "GET")];
            (StatusCode::METHOD_NOT_ALLOWED, so_get, "só atendo GET\n").into_response()
        }
        _ => recusar(StatusCode::BAD_REQUEST, "aperto de mão malformado"),
    }
}

/// Uma recusa, com o motivo no corpo.
pub fn recusar(codigo: StatusCode, motivo: &str) -> Resposta {
    (codigo, format!("{motivo}\n")).into_response()
}
