//! Uma sessão: a tarefa que lê e escreve a conexão de um membro.
//!
//! Uma tarefa só, e não uma que lê e outra que escreve: custa metade da
//! memória, e quem não lê as respostas também não é ouvido.

use std::pin::pin;
use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};
use tokio_util::sync::CancellationToken;

use crate::balde::Balde;
use crate::chegada::entrada;
use crate::escrivao::Pedido;
use crate::fecho::Fecho;
use crate::limites::Limites;
use crate::protocolo::DoCliente;
use crate::pulso::Pulso;
use crate::sala::Fala;
use crate::salas::{Lugar, Quem};

/// O que todas as sessões de um servidor partilham.
pub struct Casa {
    pub limites: Limites,
    pub pedidos: mpsc::Sender<Pedido>,
    pub historia: String,
    pub fim: CancellationToken,
}

/// Uma conexão que já entrou.
pub(crate) struct Sessao<'a, S> {
    ws: &'a mut WebSocketStream<S>,
    pub(crate) casa: &'a Casa,
    pub(crate) quem: Arc<Quem>,
    balde: Balde,
}

/// Conversa até haver motivo para fechar, e devolve o motivo.
pub async fn conversar<S>(ws: &mut WebSocketStream<S>, casa: &Casa) -> Fecho
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let apresentacao = timeout(casa.limites.entrada, ws.next());
    let primeira = match casa.fim.run_until_cancelled(apresentacao).await {
        None => return Fecho::Parada,
        Some(Err(_)) => return Fecho::Regra("a entrada não chegou no prazo".into()),
        Some(Ok(lida)) => lida,
    };
    let (quem, historia, depois) = match entrada(primeira, &casa.limites) {
        Ok(entrada) => entrada,
        Err(fecho) => return fecho,
    };
    // Os números de outra história não dizem nada sobre esta: começa do início.
    let depois = if historia == casa.historia { depois } else { 0 };
    let mut sessao = Sessao {
        ws,
        casa,
        quem: Arc::new(quem),
        balde: Balde::novo(casa.limites.rajada, casa.limites.por_segundo),
    };
    let lugar = match sessao.por_em_dia(depois).await {
        Ok(lugar) => lugar,
        Err(fecho) => return fecho,
    };
    let (sala, numero) = (sessao.quem.sala.clone(), lugar.sessao);
    let fecho = sessao.viver(lugar).await;
    let saida = Pedido::Sair {
        sala,
        sessao: numero,
    };
    // Se o escrivão já terminou, não há mais sala de onde sair.
    casa.pedidos.send(saida).await.ok();
    fecho
}

pub(crate) type Lida = Option<Result<Message, tokio_tungstenite::tungstenite::Error>>;

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

impl<S: AsyncRead + AsyncWrite + Unpin> Sessao<'_, S> {
    /// O laço de quem está na sala: espera por quatro coisas ao mesmo tempo.
    async fn viver(&mut self, lugar: Lugar) -> Fecho {
        let Lugar {
            sessao,
            mut eventos,
            mut corte,
            ..
        } = lugar;
        let mut pulso = Pulso::novo(self.casa.limites.silencio);
        loop {
            let passo = tokio::select! {
                ordem = &mut corte => Err(ordem.unwrap_or(Fecho::Parada)),
                () = self.casa.fim.cancelled() => Err(Fecho::Parada),
                lida = self.ws.next() => {
                    pulso.ouviu();
                    self.ouvir(lida, sessao).await
                }
                Some(evento) = eventos.recv() => {
                    self.entregar(evento, &mut eventos, &mut corte).await
                }
                () = pulso.bater() => {
                    match pulso.perguntar(self.ws, &self.casa.limites).await {
                        true => Ok(()),
                        false => Err(Fecho::Falha("sem sinal de vida".into())),
                    }
                }
            };
            if let Err(fecho) = passo {
                return fecho;
            }
        }
    }

    /// Uma mensagem do cliente: uma fala vai ao escrivão, dentro da taxa.
    async fn ouvir(&mut self, lida: Lida, sessao: u64) -> Result<(), Fecho> {
        let Some(dita) = entender(lida, &self.casa.limites)? else {
            return Ok(());
        };
        let DoCliente::Dizer { numero, texto } = dita else {
            return Err(Fecho::Regra("você já entrou".into()));
        };
        if !self.balde.tirar() {
            let taxa = self.casa.limites.por_segundo;
            return Err(Fecho::Regra(format!("mais de {taxa} falas por segundo")));
        }
        let fala = Fala {
            sala: self.quem.sala.clone(),
            sessao,
            numero,
            texto,
        };
        let dizer = self.casa.pedidos.send(Pedido::Dizer(fala));
        dizer.await.map_err(|_| Fecho::Parada)
    }

    /// Escreve este evento e os que já esperam atrás dele, num despacho só.
    async fn entregar(
        &mut self,
        evento: Utf8Bytes,
        eventos: &mut mpsc::Receiver<Utf8Bytes>,
        corte: &mut oneshot::Receiver<Fecho>,
    ) -> Result<(), Fecho> {
        let mut quadros = vec![evento];
        while let Ok(evento) = eventos.try_recv() {
            quadros.push(evento);
        }
        tokio::select! {
            escrito = self.escrever(quadros) => escrito,
            // A fila encheu enquanto este cliente não lia.
            ordem = corte => Err(ordem.unwrap_or(Fecho::Parada)),
        }
    }

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
        match timeout(self.casa.limites.escrita, &mut despacho).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(erro)) => Err(Fecho::do_erro(&erro, self.casa.limites.mensagem)),
            Err(_) => Err(Fecho::Depois("você não lê o que lhe mandam".into())),
        }
    }
}
