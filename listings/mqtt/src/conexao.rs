//! A conversa com o broker, que recomeça sozinha quando cai.
//!
//! O `rumqttc` reconecta a cada `poll`, sem esperar: com o broker fora do ar
//! seriam milhares de tentativas por segundo. Aqui se espera, mais a cada vez e
//! com sorteio, e depois do prazo se desiste dizendo o que houve.

use std::time::{Duration, Instant};

use rumqttc::{
    AsyncClient, ConnectionError, Event, EventLoop, LastWill, MqttOptions, Outgoing,
    Packet, Publish, SubscribeReasonCode,
};
use tokio::time::{sleep, timeout_at};

use crate::endereco::Broker;
use crate::queda::{SemBroker, explicar, recuo};

/// Pedidos que o cliente guarda até o laço os mandar. Quem pede mais depressa do
/// que a rede leva espera, em vez de encher a memória.
pub const PEDIDOS: usize = 32;
/// Publicações sem confirmação ao mesmo tempo.
pub const EM_VOO: u16 = 20;
/// Quanto se espera pelo broker depois que alguém pede o fim.
pub(crate) const DESPEDIDA: Duration = Duration::from_secs(1);
/// A última tentativa começa no fim do prazo, e ainda precisa de tempo para falhar.
const ULTIMA_TENTATIVA: Duration = Duration::from_secs(1);

/// Quem se liga, e como.
#[derive(Clone)]
pub struct Opcoes {
    pub broker: Broker,
    /// O nome pelo qual o broker reconhece este cliente quando ele volta.
    pub id: String,
    /// Se o broker guarda as assinaturas e as mensagens enquanto ele não volta.
    pub sessao: bool,
    /// O que o broker publica se este cliente sumir sem se despedir.
    pub testamento: Option<LastWill>,
    /// Se é o programa que confirma cada mensagem, depois do efeito.
    pub confirma_a_mao: bool,
    /// Por quanto tempo se insiste, sem broker, antes de desistir.
    pub prazo: Duration,
}

impl Opcoes {
    pub fn novas(broker: Broker, id: &str) -> Self {
        Self {
            broker,
            id: id.to_owned(),
            sessao: false,
            testamento: None,
            confirma_a_mao: false,
            prazo: Duration::from_secs(30),
        }
    }
}

/// O que acontece numa conexão.
#[derive(Debug)]
pub enum Fato {
    /// Ligado; `sessao` diz se o broker ainda se lembrava deste cliente.
    Ligado {
        sessao: bool,
    },
    /// Caiu; a próxima tentativa vem depois da espera.
    Caiu {
        motivo: String,
        espera: Duration,
    },
    /// Uma publicação saiu para a rede; 0 é o número das de QoS 0.
    Enviada(u16),
    /// O broker confirmou: PUBACK no QoS 1, PUBCOMP no QoS 2.
    Confirmada(u16),
    /// As assinaturas pedidas valem.
    Assinado,
    /// O broker não quis ao menos uma das assinaturas pedidas (SUBACK 0x80).
    AssinaturaRecusada,
    Chegou(Publish),
    /// A despedida foi mandada.
    Despedido,
}

/// Quem conduz a conversa: nada anda sem que alguém chame [`Laco::proximo`].
pub struct Laco {
    eventos: EventLoop,
    opcoes: Opcoes,
    sem_broker_desde: Option<Instant>,
    quedas: u32,
    espera: Duration,
    /// Já se sabe que caiu, mas ainda há o que contar de antes.
    queda: Option<ConnectionError>,
}

/// Prepara uma conexão; ela só se abre em [`Laco::proximo`].
pub fn conectar(opcoes: Opcoes) -> (AsyncClient, Laco) {
    let Broker { host, porta } = &opcoes.broker;
    let mut pedido = MqttOptions::new(&opcoes.id, host, *porta);
    pedido
        .set_clean_session(!opcoes.sessao)
        .set_manual_acks(opcoes.confirma_a_mao)
        .set_inflight(EM_VOO)
        // Sem notícia por uma vez e meia isto, o broker dá o cliente por morto.
        .set_keep_alive(Duration::from_secs(10));
    if let Some(testamento) = &opcoes.testamento {
        pedido.set_last_will(testamento.clone());
    }
    let (cliente, eventos) = AsyncClient::new(pedido, PEDIDOS);
    let laco = Laco {
        eventos,
        opcoes,
        sem_broker_desde: Some(Instant::now()),
        quedas: 0,
        espera: Duration::ZERO,
        queda: None,
    };
    (cliente, laco)
}

impl Laco {
    /// O próximo fato desta conexão.
    ///
    /// # Errors
    /// [`SemBroker`], quando o prazo acaba sem que ninguém atenda.
    pub async fn proximo(&mut self) -> Result<Fato, SemBroker> {
        sleep(std::mem::take(&mut self.espera)).await;
        loop {
            // O que houve antes da queda se conta antes dela: o rumqttc deixa para
            // depois da volta, e o número de uma publicação velha seria tomado
            // pelo de uma nova.
            let evento = match (self.queda.take(), self.eventos.state.events.pop_front())
            {
                (Some(erro), None) => return self.cair(&erro),
                (queda, Some(evento)) => {
                    self.queda = queda;
                    Ok(evento)
                }
                (None, None) => self.ouvir().await,
            };
            match evento.map(|evento| self.entender(evento)) {
                Ok(Some(fato)) => return Ok(fato),
                Ok(None) => {}
                Err(erro) => self.queda = Some(erro),
            }
        }
    }

    /// Sem broker, a tentativa em curso também tem de caber no prazo: um host
    /// que não responde a seguraria por muito mais.
    async fn ouvir(&mut self) -> Result<Event, ConnectionError> {
        let Some(desde) = self.sem_broker_desde else {
            return self.eventos.poll().await;
        };
        let vence = (desde + self.opcoes.prazo).max(Instant::now() + ULTIMA_TENTATIVA);
        let evento = timeout_at(vence.into(), self.eventos.poll()).await;
        evento.unwrap_or(Err(ConnectionError::NetworkTimeout))
    }

    fn cair(&mut self, erro: &ConnectionError) -> Result<Fato, SemBroker> {
        let motivo = explicar(erro);
        let desde = *self.sem_broker_desde.get_or_insert_with(Instant::now);
        let resta = self.opcoes.prazo.saturating_sub(desde.elapsed());
        if resta.is_zero() {
            let (broker, prazo) = (self.opcoes.broker.clone(), self.opcoes.prazo);
            return Err(SemBroker {
                broker,
                prazo,
                motivo,
            });
        }
        self.espera = recuo(self.quedas).min(resta);
        self.quedas += 1;
        let espera = self.espera;
        Ok(Fato::Caiu { motivo, espera })
    }

    fn entender(&mut self, evento: Event) -> Option<Fato> {
        Some(match evento {
            Event::Incoming(Packet::ConnAck(aceite)) => {
                self.sem_broker_desde = None;
                self.quedas = 0;
                Fato::Ligado {
                    sessao: aceite.session_present,
                }
            }
            Event::Incoming(Packet::Publish(publicacao)) => Fato::Chegou(publicacao),
            Event::Incoming(Packet::PubAck(ack)) => Fato::Confirmada(ack.pkid),
            Event::Incoming(Packet::PubComp(comp)) => Fato::Confirmada(comp.pkid),
            Event::Incoming(Packet::SubAck(resposta)) => {
                if resposta
                    .return_codes
                    .contains(&SubscribeReasonCode::Failure)
                {
                    Fato::AssinaturaRecusada
                } else {
                    Fato::Assinado
                }
            }
            Event::Outgoing(Outgoing::Publish(numero)) => Fato::Enviada(numero),
            Event::Outgoing(Outgoing::Disconnect) => Fato::Despedido,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[tokio::test]
    async fn o_que_houve_antes_da_queda_se_conta_antes_dela() {
        // Uma porta que acabou de ser solta: ninguém escuta nela.
        let solta = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
        let broker = solta.local_addr().expect("tem endereço").into();
        drop(solta);
        let (_cliente, mut laco) = conectar(Opcoes::novas(broker, "teste"));
        laco.queda = Some(laco.eventos.poll().await.expect_err("ninguém atende"));
        let enviada = Event::Outgoing(Outgoing::Publish(3));
        laco.eventos.state.events.push_back(enviada);
        assert!(matches!(laco.proximo().await, Ok(Fato::Enviada(3))));
        assert!(matches!(laco.proximo().await, Ok(Fato::Caiu { .. })));
    }
}
