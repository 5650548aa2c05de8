//! Uma sessão: a tarefa que lê e escreve a conexão de um membro.
//!
//! Uma tarefa só, e não uma que lê e outra que escreve: custa metade da
//! memória, e quem não lê as respostas também não é ouvido.

use std::sync::Arc;

use apoio::texto::quantos;
use futures_util::StreamExt;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::balde::Balde;
use crate::casa::Casa;
use crate::chegada::{entrada, por_em_dia, sair};
use crate::escrivao::Pedido;
use crate::fecho::Fecho;
use crate::lugar::{Fala, Lugar, Quem};
use crate::ponta::{Lida, Ponta, entender};
use crate::protocolo::DoCliente;
use crate::pulso::Pulso;

/// Uma conexão que já entrou.
struct Sessao<'a, S> {
    ponta: Ponta<'a, S>,
    casa: &'a Casa,
    quem: Arc<Quem>,
    balde: Balde,
}

/// Conversa até haver motivo para fechar, e devolve o motivo.
pub async fn conversar<S>(ws: &mut WebSocketStream<S>, casa: &Casa) -> Fecho
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let limites = &casa.limites;
    let apresentacao = timeout(limites.entrada, entrada(ws, limites));
    let (quem, visto) = match casa.fim.run_until_cancelled(apresentacao).await {
        None => return Fecho::Parada,
        Some(Err(_)) => return Fecho::Regra("a entrada não chegou no prazo".into()),
        Some(Ok(Err(fecho))) => return fecho,
        Some(Ok(Ok((quem, visto)))) => (Arc::new(quem), visto),
    };
    let mut ponta = Ponta { ws, limites };
    let lugar = match por_em_dia(&mut ponta, casa, &quem, visto).await {
        Ok(lugar) => lugar,
        Err(fecho) => return fecho,
    };
    let numero = lugar.sessao;
    let mut sessao = Sessao {
        ponta,
        casa,
        quem: Arc::clone(&quem),
        balde: Balde::novo(limites.rajada, limites.por_segundo),
    };
    let fecho = sessao.viver(lugar).await;
    sair(casa, &quem, numero).await;
    fecho
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
        let limites = &self.casa.limites;
        let mut pulso = Pulso::novo(limites.silencio);
        loop {
            let passo = tokio::select! {
                ordem = &mut corte => Err(ordem.unwrap_or(Fecho::Parada)),
                () = self.casa.fim.cancelled() => Err(Fecho::Parada),
                lida = self.ponta.ws.next() => {
                    pulso.ouviu();
                    self.ouvir(lida, sessao).await
                }
                Some(evento) = eventos.recv() => {
                    self.entregar(evento, &mut eventos, &mut corte).await
                }
                () = pulso.bater() => {
                    match pulso.perguntar(self.ponta.ws, limites).await {
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
            let taxa = quantos(self.casa.limites.por_segundo, "fala", "falas");
            return Err(Fecho::Regra(format!("mais de {taxa} por segundo")));
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
            escrito = self.ponta.escrever(quadros) => escrito,
            // A fila encheu enquanto este cliente não lia.
            ordem = corte => Err(ordem.unwrap_or(Fecho::Parada)),
        }
    }
}
