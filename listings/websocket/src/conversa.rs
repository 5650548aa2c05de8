//! Uma conexão do cliente das salas, do aperto de mão à queda.

use std::collections::VecDeque;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::http::{HeaderValue, header};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::aviso::{Aviso, Desistencia};
use crate::balde::Balde;
use crate::dizer::{dizer, motivo, resposta};
use crate::fecho::{Fecho, despedir};
use crate::limites::Limites;
use crate::memoria::Memoria;
use crate::protocolo::{DoServidor, SUBPROTOCOLO};
use crate::pulso::Pulso;

/// Falas sem confirmação que se guardam; com mais, espera-se para falar.
const PENDENTES: usize = 32;

/// Como uma conexão acabou.
pub enum Queda {
    /// O usuário terminou.
    Fim,
    /// Vale tentar de novo.
    Passageira(String),
    /// Tentar de novo daria no mesmo.
    Definitiva(Desistencia),
}

/// Conversa até a conexão cair, até o usuário terminar e tudo estar confirmado, ou
/// até ninguém mais ouvir os avisos.
///
/// Fala a três quartos da taxa que o servidor aceita: um arquivo na entrada não pode
/// fazer dele um cliente que o servidor desliga.
pub async fn conversar<S>(
    url: &str,
    fluxo: S,
    memoria: &mut Memoria,
    falas: &mut mpsc::Receiver<String>,
    avisos: &mpsc::Sender<Aviso>,
) -> Queda
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let limites = Limites::default();
    let mut ws = match timeout(limites.entrada, aperto(url, fluxo)).await {
        Err(_) => return Queda::Passageira("o aperto de mão não veio".into()),
        Ok(Err(Error::Http(r))) if r.status() != 503 => {
            return Queda::Definitiva(Desistencia::Aperto(resposta(r.status())));
        }
        // Quem respondeu outra coisa responderia outra coisa de novo.
        Ok(Err(
            erro @ Error::Protocol(
                ProtocolError::HttparseError(_)
                | ProtocolError::SecWebSocketSubProtocolError(_),
            ),
        )) => {
            return Queda::Definitiva(Desistencia::Aperto(dizer(&erro)));
        }
        Ok(Err(erro)) => return Queda::Passageira(dizer(&erro)),
        Ok(Ok(ws)) => ws,
    };
    let mut por_enviar = VecDeque::from([memoria.entrar()]);
    let mut pulso = Pulso::novo(limites.silencio);
    let mut balde = Balde::novo(PENDENTES as u32, 3 * limites.por_segundo / 4);
    loop {
        while let Some(mensagem) = por_enviar.pop_front() {
            if !matches!(
                timeout(limites.escrita, ws.send(mensagem)).await,
                Ok(Ok(()))
            ) {
                return Queda::Passageira("a conexão não escreve".into());
            }
        }
        let pode_falar =
            memoria.em_dia && !memoria.terminou && memoria.pendentes() < PENDENTES;
        let falta = balde.falta();
        tokio::select! {
            lida = ws.next() => {
                pulso.ouviu();
                match ouvir(lida, memoria, avisos).await {
                    Ok(repetir) => {
                        repetir.iter().for_each(|_| _ = balde.tirar());
                        por_enviar.extend(repetir);
                    }
                    Err(queda) => return queda,
                }
            }
            fala = falas.recv(), if pode_falar && falta.is_zero() => match fala {
                Some(texto) => {
                    balde.tirar();
                    por_enviar.push_back(memoria.dizer(texto));
                }
                None => memoria.terminou = true,
            },
            () = avisos.closed() => {
                despedir(ws, &Fecho::Despedida, limites.escrita).await;
                return Queda::Fim;
            }
            () = sleep(falta), if pode_falar && !falta.is_zero() => {}
            () = pulso.bater() => {
                if !pulso.perguntar(&mut ws, &limites).await {
                    return Queda::Passageira("o servidor não dá sinal de vida".into());
                }
            }
        }
        // Só se despede quem não deve nada: a última fala também se confirma.
        if memoria.terminou && memoria.pendentes() == 0 && por_enviar.is_empty() {
            despedir(ws, &Fecho::Despedida, limites.escrita).await;
            return Queda::Fim;
        }
    }
}

async fn aperto<S>(url: &str, fluxo: S) -> Result<WebSocketStream<S>, Error>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut pedido = url.into_client_request()?;
    pedido.headers_mut().insert(
        header::SEC_WEBSOCKET_PROTOCOL,
        HeaderValue::from_static(SUBPROTOCOLO),
    );
    let ajustes = Limites::default().do_cliente();
    let (ws, _) = client_async_with_config(pedido, fluxo, Some(ajustes)).await?;
    Ok(ws)
}

/// Uma mensagem do servidor: atualiza a memória e avisa. Devolve o que repetir.
async fn ouvir(
    lida: Option<Result<Message, Error>>,
    memoria: &mut Memoria,
    avisos: &mpsc::Sender<Aviso>,
) -> Result<Vec<Message>, Queda> {
    match lida {
        None => Err(Queda::Passageira("o servidor cortou a conexão".into())),
        Some(Err(erro)) => Err(Queda::Passageira(dizer(&erro))),
        Some(Ok(Message::Close(quadro))) => {
            let (codigo, motivo) = motivo(quadro.as_ref());
            Err(depois_do_close(codigo, motivo))
        }
        Some(Ok(Message::Text(texto))) => {
            let dita: DoServidor = serde_json::from_str(&texto)
                .map_err(|_| Queda::Passageira("não entendo o servidor".into()))?;
            let (aviso, repetir) = memoria.ouvir(dita).map_err(Queda::Passageira)?;
            if let Some(aviso) = aviso {
                avisos.send(aviso).await.map_err(|_| Queda::Fim)?;
            }
            Ok(repetir)
        }
        Some(Ok(_)) => Ok(Vec::new()),
    }
}

/// O código diz se vale voltar: o que foi culpa do momento, sim; o que seria
/// recusado de novo, não.
fn depois_do_close(codigo: u16, motivo: String) -> Queda {
    match codigo {
        1002 | 1003 | 1007..=1010 | 4000..=4999 => {
            Queda::Definitiva(Desistencia::Recusa { codigo, motivo })
        }
        _ if motivo.is_empty() => Queda::Passageira(format!("código {codigo}")),
        _ => Queda::Passageira(motivo),
    }
}
