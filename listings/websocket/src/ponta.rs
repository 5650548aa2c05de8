//! A ponta de uma conexão: o que o cliente disse, e o que se lhe escreve.

use std::pin::pin;

use futures_util::SinkExt;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use crate::fecho::Fecho;
use crate::limites::Limites;
use crate::protocolo::DoCliente;

pub(crate) type Lida = Option<Result<Message, tokio_tungstenite::tungstenite::Error>>;

/// A ponta do servidor.
pub(crate) struct Ponta<'a, S> {
    pub(crate) ws: &'a mut WebSocketStream<S>,
    pub(crate) limites: &'a Limites,
}

/// Uma mensagem do cliente; `None` se era um controle.
pub(crate) fn entender(
    lida: Lida,
    limites: &Limites,
) -> Result<Option<DoCliente>, Fecho> {
    match lida {
        None | Some(Ok(Message::Close(_))) => Err(Fecho::Despedida),
        Some(Err(erro)) => Err(Fecho::do_erro(&erro, limites.mensagem)),
        Some(Ok(Message::Binary(_))) => Err(Fecho::Tipo),
        Some(Ok(Message::Text(texto))) => serde_json::from_str(&texto)
            .map(Some)
            .map_err(|_| Fecho::Regra("não entendo essa mensagem".into())),
        Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => Ok(None),
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Ponta<'_, S> {
    /// Escreve os quadros num despacho só, com prazo.
    pub(crate) async fn escrever(
        &mut self,
        quadros: Vec<Utf8Bytes>,
    ) -> Result<(), Fecho> {
        let ws = &mut *self.ws;
        let mut despacho = pin!(async {
            for quadro in quadros {
                ws.feed(Message::Text(quadro)).await?;
            }
            ws.flush().await
        });
        match timeout(self.limites.escrita, &mut despacho).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(erro)) => Err(Fecho::do_erro(&erro, self.limites.mensagem)),
            Err(_) => Err(Fecho::Depois("você não lê o que lhe mandam".into())),
        }
    }
}
