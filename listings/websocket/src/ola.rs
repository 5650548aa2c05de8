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
use std::pin::pin;
use std::sync::Arc;

use apoio::aceitar::proxima;
use futures_util::{FutureExt, SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsAcceptor;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::conexao::{PRAZO_DE_DRENAGEM, sem_nagle};
use crate::fecho::{Fecho, despedir};
use crate::limites::Limites;
use crate::porta::receber;
use crate::pulso::Pulso;

/// Mensagens que se respondem numa escrita só, no máximo: com mais, um cliente
/// que não para de mandar não deixaria ver o relógio nem o pedido de fim.
const LOTE: usize = 64;

/// O que o servidor responde a cada mensagem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modo {
    /// `Olá, NOME!`, a um texto.
    Saudacao,
    /// A mesma mensagem, texto ou binária: para medir.
    Eco,
}

/// O servidor da saudação.
#[derive(Clone)]
pub struct Ola {
    pub modo: Modo,
    pub limites: Limites,
    pub tls: Option<TlsAcceptor>,
}

impl Ola {
    /// Atende até o fim ser pedido; depois se despede de cada cliente com 1001.
    pub async fn servir(self, ouvinte: TcpListener, fim: CancellationToken) {
        let vagas = Arc::new(Semaphore::new(self.limites.sessoes));
        let conversas = TaskTracker::new();
        while let Some((fluxo, vaga)) = proxima(&ouvinte, &vagas, &fim).await {
            let (ola, fim) = (self.clone(), fim.clone());
            conversas.spawn(async move {
                let _vaga = vaga; // volta ao semáforo quando a tarefa terminar
                ola.atender(fluxo, &fim).await;
            });
        }
        drop(ouvinte); // ninguém mais entra
        conversas.close();
        timeout(PRAZO_DE_DRENAGEM, conversas.wait()).await.ok();
    }

    // ANCHOR: atender
    /// Do primeiro byte ao 101 o prazo é um só: quem conecta e se cala, no TLS ou
    /// no HTTP, ocuparia a vaga para sempre.
    async fn atender(&self, fluxo: TcpStream, fim: &CancellationToken) {
        sem_nagle(&fluxo);
        let prazo = Instant::now() + self.limites.entrada;
        match &self.tls {
            None => self.abrir(fluxo, prazo, fim).await,
            Some(tls) => {
                let aperto = timeout_at(prazo, tls.accept(fluxo));
                if let Some(Ok(Ok(fluxo))) = fim.run_until_cancelled(aperto).await {
                    self.abrir(fluxo, prazo, fim).await;
                }
            }
        }
    }
    // ANCHOR_END: atender

    async fn abrir<S>(&self, fluxo: S, prazo: Instant, fim: &CancellationToken)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let aperto = timeout_at(prazo, receber(fluxo, &self.limites));
        if let Some(Ok(Some(mut ws))) = fim.run_until_cancelled(aperto).await {
            let fecho = self.conversar(&mut ws, fim).await;
            despedir(ws, &fecho, self.limites.escrita).await;
        }
    }

    /// Conversa até haver motivo para fechar, e devolve o motivo.
    async fn conversar<S>(
        &self,
        ws: &mut WebSocketStream<S>,
        fim: &CancellationToken,
    ) -> Fecho
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mut pulso = Pulso::novo(self.limites.silencio);
        // Uma espera por conexão: por mensagem, todas disputariam a mesma lista.
        let mut parada = pin!(fim.cancelled());
        loop {
            tokio::select! {
                lida = ws.next() => {
                    pulso.ouviu();
                    let lote = timeout(self.limites.escrita, self.atender_lote(ws, lida));
                    match lote.await {
                        Ok(Ok(())) => {}
                        Ok(Err(fecho)) => return fecho,
                        Err(_) => return Fecho::Depois("você não lê as respostas".into()),
                    }
                }
                () = pulso.bater() => {
                    if !pulso.perguntar(ws, &self.limites).await {
                        return Fecho::Falha("sem sinal de vida".into());
                    }
                }
                () = &mut parada => return Fecho::Parada,
            }
        }
    }

    // ANCHOR: lote
    /// Responde a esta mensagem e às que já chegaram atrás dela, numa escrita só.
    async fn atender_lote<S>(
        &self,
        ws: &mut WebSocketStream<S>,
        mut lida: Option<Result<Message, Error>>,
    ) -> Result<(), Fecho>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let falhou = |erro: Error| Fecho::do_erro(&erro, self.limites.mensagem);
        for atendidas in 1.. {
            let mensagem = lida.ok_or(Fecho::Despedida)?.map_err(falhou)?;
            match responder(mensagem, self.modo) {
                ControlFlow::Break(fecho) => return Err(fecho),
                ControlFlow::Continue(None) => {}
                ControlFlow::Continue(Some(resposta)) => {
                    ws.feed(resposta).await.map_err(falhou)?
                }
            }
            if atendidas == LOTE {
                break;
            }
            // Só o que já está aqui: esperar a próxima atrasaria esta resposta.
            match ws.next().now_or_never() {
                Some(outra) => lida = outra,
                None => break,
            }
        }
        ws.flush().await.map_err(falhou)
    }
    // ANCHOR_END: lote
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
