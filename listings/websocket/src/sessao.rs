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
use crate::escrivao::Pedido;
use crate::fecho::Fecho;
use crate::limites::Limites;
use crate::ola::{perguntar, relogio};
use crate::protocolo::{DoCliente, DoServidor, conferir_nome};
use crate::sala::Fala;
use crate::salas::{Lugar, Pagina, Quem};

/// O que todas as sessões de um servidor partilham.
pub struct Casa {
    pub limites: Limites,
    pub pedidos: mpsc::Sender<Pedido>,
    pub historia: String,
    pub fim: CancellationToken,
}

/// Uma conexão que já entrou.
struct Sessao<'a, S> {
    ws: &'a mut WebSocketStream<S>,
    casa: &'a Casa,
    quem: Arc<Quem>,
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

type Lida = Option<Result<Message, tokio_tungstenite::tungstenite::Error>>;

/// Entende a primeira mensagem.
fn entrada(lida: Lida, limites: &Limites) -> Result<(Quem, String, u64), Fecho> {
    let DoCliente::Entrar {
        sala,
        nome,
        cliente,
        historia,
        depois,
    } = entender(lida, limites)?.ok_or(Fecho::Regra("comece por entrar".into()))?
    else {
        return Err(Fecho::Regra("comece por entrar".into()));
    };
    conferir_nome("a sala", &sala).map_err(Fecho::Regra)?;
    conferir_nome("o nome", &nome).map_err(Fecho::Regra)?;
    if !(16..=64).contains(&cliente.len()) {
        return Err(Fecho::Regra(
            "o cliente precisa ter de 16 a 64 bytes".into(),
        ));
    }
    let quem = Quem {
        sala,
        nome,
        cliente,
    };
    Ok((quem, historia, depois))
}

/// Uma mensagem do cliente; `None` se era um controle.
fn entender(lida: Lida, limites: &Limites) -> Result<Option<DoCliente>, Fecho> {
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
    /// Manda o que falta, página por página, até ganhar um lugar na sala.
    async fn por_em_dia(&mut self, mut depois: u64) -> Result<Lugar, Fecho> {
        let mut primeira = true;
        loop {
            let pagina = self.pedir_pagina(depois).await?;
            let mut quadros = pagina.eventos;
            if primeira {
                let historia = DoServidor::Historia {
                    historia: self.casa.historia.clone(),
                    primeiro: pagina.primeiro,
                    proximo: pagina.proximo,
                };
                quadros.insert(0, historia.em_json().into());
            }
            if let Some(lugar) = &pagina.lugar {
                let presentes = lugar.presentes.clone();
                quadros.push(DoServidor::Entrou { presentes }.em_json().into());
            }
            if let Err(fecho) = self.escrever(quadros).await {
                if let Some(lugar) = pagina.lugar {
                    self.desistir(lugar).await;
                }
                return Err(fecho);
            }
            if let Some(lugar) = pagina.lugar {
                return Ok(lugar);
            }
            (depois, primeira) = (pagina.ate, false);
        }
    }

    async fn pedir_pagina(&mut self, depois: u64) -> Result<Pagina, Fecho> {
        let (resposta, pagina) = oneshot::channel();
        let quem = Arc::clone(&self.quem);
        let pedido = Pedido::Entrar {
            quem,
            depois,
            resposta,
        };
        let pedir = async {
            self.casa.pedidos.send(pedido).await.ok()?;
            pagina.await.ok()
        };
        match self.casa.fim.run_until_cancelled(pedir).await {
            Some(Some(pagina)) => pagina,
            _ => Err(Fecho::Parada),
        }
    }

    async fn desistir(&mut self, lugar: Lugar) {
        let sala = self.quem.sala.clone();
        let sessao = lugar.sessao;
        let saida = Pedido::Sair { sala, sessao };
        self.casa.pedidos.send(saida).await.ok();
    }

    /// O laço de quem está na sala: espera por quatro coisas ao mesmo tempo.
    async fn viver(&mut self, lugar: Lugar) -> Fecho {
        let Lugar {
            sessao,
            mut eventos,
            mut corte,
            ..
        } = lugar;
        let mut relogio = relogio(self.casa.limites.silencio);
        let mut batidas_em_silencio = 0;
        loop {
            let passo = tokio::select! {
                ordem = &mut corte => Err(ordem.unwrap_or(Fecho::Parada)),
                () = self.casa.fim.cancelled() => Err(Fecho::Parada),
                lida = self.ws.next() => {
                    batidas_em_silencio = 0;
                    self.ouvir(lida, sessao).await
                }
                Some(evento) = eventos.recv() => {
                    self.entregar(evento, &mut eventos, &mut corte).await
                }
                _ = relogio.tick() => {
                    batidas_em_silencio += 1;
                    let vivo = batidas_em_silencio <= 2
                        && perguntar(self.ws, &self.casa.limites).await;
                    if vivo { Ok(()) } else { Err(sem_sinal()) }
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

    async fn escrever(&mut self, quadros: Vec<Utf8Bytes>) -> Result<(), Fecho> {
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

fn sem_sinal() -> Fecho {
    Fecho::Falha("sem sinal de vida".into())
}
