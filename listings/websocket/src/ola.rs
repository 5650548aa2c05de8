//! A saudação: o cliente manda um nome, o servidor responde `Olá, NOME!`.
//!
//! ```text
//! cliente ──HTTP: GET, Upgrade──► servidor      (uma vez)
//!         ◄─────────── 101 ──────
//!         ──── texto "Ana" ─────►
//!         ◄─ texto "Olá, Ana!" ──               (quantas vezes quiser)
//!         ──── Close 1000 ──────►
//!         ◄─── Close 1000 ───────
//! ```

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, accept_async_with_config};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::aceitar::{PRAZO_DE_DRENAGEM, proxima};
use crate::conexao::sem_nagle;
use crate::fecho::{Fecho, despedir};
use crate::limites::Limites;

/// O que o servidor responde a cada mensagem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modo {
    /// `Olá, NOME!`, a um texto.
    Saudacao,
    /// A mesma mensagem, texto ou binária: para medir.
    Eco,
}

/// Atende até o fim ser pedido; depois se despede de cada cliente com 1001.
pub async fn servir(
    ouvinte: TcpListener,
    modo: Modo,
    limites: Limites,
    fim: CancellationToken,
) {
    let vagas = Arc::new(Semaphore::new(limites.sessoes));
    let conversas = TaskTracker::new();
    while let Some((fluxo, vaga)) = proxima(&ouvinte, &vagas, &fim).await {
        let fim = fim.clone();
        conversas.spawn(async move {
            let _vaga = vaga; // volta ao semáforo quando a tarefa terminar
            atender(fluxo, modo, limites, fim).await;
        });
    }
    conversas.close();
    timeout(PRAZO_DE_DRENAGEM, conversas.wait()).await.ok();
}

async fn atender(fluxo: TcpStream, modo: Modo, limites: Limites, fim: CancellationToken) {
    sem_nagle(&fluxo);
    let aperto = accept_async_with_config(fluxo, Some(limites.do_protocolo()));
    // Sem prazo, quem conecta e não manda o cabeçalho ocuparia a vaga para sempre.
    let aperto = fim.run_until_cancelled(timeout(limites.entrada, aperto));
    let Some(Ok(Ok(mut ws))) = aperto.await else {
        return;
    };
    let fecho = conversar(&mut ws, modo, &limites, &fim).await;
    despedir(ws, &fecho, limites.escrita).await;
}

/// Conversa até haver motivo para fechar, e devolve o motivo.
async fn conversar(
    ws: &mut WebSocketStream<TcpStream>,
    modo: Modo,
    limites: &Limites,
    fim: &CancellationToken,
) -> Fecho {
    // Um relógio por conexão, e não um por mensagem: armar e desarmar custa.
    let mut relogio = relogio(limites.silencio);
    let mut batidas_em_silencio = 0;
    loop {
        tokio::select! {
            lida = ws.next() => {
                batidas_em_silencio = 0;
                let fecho = match lida {
                    None => Fecho::Despedida,
                    Some(Err(erro)) => Fecho::do_erro(&erro, limites.mensagem),
                    Some(Ok(mensagem)) => match responder(mensagem, modo) {
                        ControlFlow::Break(fecho) => fecho,
                        ControlFlow::Continue(None) => continue,
                        ControlFlow::Continue(Some(resposta)) => {
                            match timeout(limites.escrita, ws.send(resposta)).await {
                                Ok(Ok(())) => continue,
                                _ => Fecho::Depois("você não lê as respostas".into()),
                            }
                        }
                    },
                };
                return fecho;
            }
            _ = relogio.tick() => {
                batidas_em_silencio += 1;
                if batidas_em_silencio > 2 || !perguntar(ws, limites).await {
                    return Fecho::Falha("sem sinal de vida".into());
                }
            }
            () = fim.cancelled() => return Fecho::Parada,
        }
    }
}

/// Bate a cada `periodo`, a partir de um período depois de agora.
pub fn relogio(periodo: Duration) -> Interval {
    let mut relogio = interval_at(Instant::now() + periodo, periodo);
    // Atrasou? Batidas juntas fariam um atraso nosso parecer silêncio dele.
    relogio.set_missed_tick_behavior(MissedTickBehavior::Delay);
    relogio
}

/// Manda um Ping; falso se não saiu no prazo.
pub async fn perguntar<S>(ws: &mut WebSocketStream<S>, limites: &Limites) -> bool
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let ping = ws.send(Message::Ping("vivo?".into()));
    matches!(timeout(limites.escrita, ping).await, Ok(Ok(())))
}

// ANCHOR: responder
fn responder(mensagem: Message, modo: Modo) -> ControlFlow<Fecho, Option<Message>> {
    match (mensagem, modo) {
        (Message::Text(nome), Modo::Saudacao) => {
            ControlFlow::Continue(Some(format!("Olá, {}!", nome.trim()).into()))
        }
        (Message::Binary(_), Modo::Saudacao) => ControlFlow::Break(Fecho::Tipo),
        (eco @ (Message::Text(_) | Message::Binary(_)), Modo::Eco) => {
            ControlFlow::Continue(Some(eco))
        }
        // A biblioteca responde ao Ping e ao Close; o Pong só prova que há alguém.
        (Message::Close(_), _) => ControlFlow::Break(Fecho::Despedida),
        (Message::Ping(_) | Message::Pong(_) | Message::Frame(_), _) => {
            ControlFlow::Continue(None)
        }
    }
}
// ANCHOR_END: responder
