//! A rota do axum que deixa de ser HTTP.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::sync::OwnedSemaphorePermit;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::aperto::{Resposta, conferir, recusar};
use crate::casa::Servidor;
use crate::fecho::despedir;
use crate::sessao::conversar;

/// O lugar de uma conexão: volta ao semáforo quando ninguém mais o tem.
type Lugar = Arc<OwnedSemaphorePermit>;

/// `GET /salas` com `Upgrade: websocket`: confere, responde 101 e, quando o
/// hyper larga a conexão, começa a sessão sobre os mesmos bytes.
pub async fn rota(
    State(servidor): State<Arc<Servidor>>,
    Extension(lugar): Extension<Lugar>,
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
    servidor.comecar(trocar(Arc::clone(&servidor), troca, (lugar, vaga)));
    resposta
}

async fn trocar(
    servidor: Arc<Servidor>,
    troca: OnUpgrade,
    _ate_o_fim: (Lugar, OwnedSemaphorePermit),
) {
    // O cliente desistiu antes do 101: não houve troca.
    let Ok(conexao) = troca.await else { return };
    let ajustes = Some(servidor.casa.limites.do_protocolo());
    let conexao = TokioIo::new(conexao);
    let mut ws = WebSocketStream::from_raw_socket(conexao, Role::Server, ajustes).await;
    let fecho = conversar(&mut ws, &servidor.casa).await;
    despedir(ws, &fecho, servidor.casa.limites.escrita).await;
}
