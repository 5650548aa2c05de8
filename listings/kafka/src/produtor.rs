//! O produtor: enfileira, agrupa, envia, e diz o destino de cada registro.
//!
//! ```text
//! enviar ──► fila (limitada) ──► lotes por partição ──► broker
//!   ▲ cheia: espera                                       │
//!   └────────────── entrega(marca) ◄── recibo ◄───────────┘
//! ```

pub mod envio;
pub mod linha;
pub mod pedido;
pub mod placar;

use std::time::Duration;

use rdkafka::ClientContext;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::error::{KafkaError, RDKafkaErrorCode as Codigo};
use rdkafka::message::{Header, Message, OwnedHeaders};
use rdkafka::producer::{
    BaseRecord, DeliveryResult, Producer, ProducerContext, PurgeConfig, ThreadedProducer,
};

use crate::diario::Diario;
use crate::erro::{ErroDeKafka, codigo};
use crate::ligacao::Ligacao;
use crate::registro::{Posicao, Registro, posicao};

pub use envio::{Acks, Envio};

/// O destino de um registro enviado.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entrega {
    /// Gravado, aqui.
    Confirmada(Posicao),
    /// Saiu deste computador, e ninguém dirá mais nada (`acks=0`).
    SemConfirmacao,
    /// O broker recusou, ou o prazo venceu: pode ter sido gravado ou não.
    Falhou(Codigo),
}

/// O que o librdkafka chama: de volta a quem enviou, com a marca do registro.
pub struct Recibos<F> {
    diario: Diario,
    ao_entregar: F,
}

impl<F: Send + Sync> ClientContext for Recibos<F> {
    fn log(&self, nivel: RDKafkaLogLevel, assunto: &str, texto: &str) {
        self.diario.log(nivel, assunto, texto);
    }

    fn error(&self, erro: KafkaError, em_ingles: &str) {
        self.diario.error(erro, em_ingles);
    }
}

// ANCHOR: recibos
impl<F: Fn(usize, Entrega) + Send + Sync> ProducerContext for Recibos<F> {
    // Um número, e não um Box: sem alocação por registro.
    type DeliveryOpaque = usize;

    fn delivery(&self, resultado: &DeliveryResult<'_>, marca: usize) {
        let entrega = match resultado {
            // O broker não respondeu: ninguém sabe o offset.
            Ok(mensagem) if mensagem.offset() < 0 => Entrega::SemConfirmacao,
            Ok(mensagem) => Entrega::Confirmada(posicao(mensagem)),
            Err((erro, _)) => Entrega::Falhou(codigo(erro).unwrap_or(Codigo::Unknown)),
        };
        (self.ao_entregar)(marca, entrega);
    }
}
// ANCHOR_END: recibos

/// Um produtor para um tópico. `ao_entregar` roda na thread que ouve os recibos:
/// se demorar, a fila enche e quem envia espera.
pub struct Produtor<F>
where
    F: Fn(usize, Entrega) + Send + Sync + 'static,
{
    interno: ThreadedProducer<Recibos<F>>,
    topico: String,
}

/// Quanto esperar por lugar na fila antes de tentar outra vez.
const PAUSA: Duration = Duration::from_millis(1);

impl<F> Produtor<F>
where
    F: Fn(usize, Entrega) + Send + Sync + 'static,
{
    /// Conecta; falha se ninguém responde no prazo da ligação.
    ///
    /// # Errors
    /// Veja [`Ligacao::criar`].
    pub fn novo(
        ligacao: &Ligacao,
        topico: &str,
        envio: &Envio,
        ao_entregar: F,
    ) -> Result<Self, ErroDeKafka> {
        let recibos = Recibos {
            diario: Diario,
            ao_entregar,
        };
        let config = envio.config(ligacao);
        let cliente = ThreadedProducer::<Recibos<F>>::client;
        Ok(Self {
            interno: ligacao.criar(&config, recibos, cliente)?,
            topico: topico.to_owned(),
        })
    }

    // ANCHOR: enviar
    /// Enfileira um registro; com a fila cheia, espera lugar. A `marca` volta no
    /// recibo.
    ///
    /// A espera acaba: cada registro da fila sai dela confirmado ou vencido.
    ///
    /// # Errors
    /// O que o librdkafka recusar sem enviar, como um registro grande demais.
    pub fn enviar(&self, marca: usize, r: &Registro<'_>) -> Result<(), ErroDeKafka> {
        let mut pedido = montar(&self.topico, marca, r);
        loop {
            let (erro, devolvido) = match self.interno.send(pedido) {
                Ok(()) => return Ok(()),
                Err(recusado) => recusado,
            };
            if codigo(&erro) != Some(Codigo::QueueFull) {
                return Err(ErroDeKafka::ao("enviar")(erro));
            }
            self.interno.poll(PAUSA);
            pedido = devolvido;
        }
    }
    // ANCHOR_END: enviar

    /// Espera o recibo de tudo o que foi enviado.
    ///
    /// # Errors
    /// Se no prazo ainda há registros sem destino.
    pub fn esperar_entregas(&self, prazo: Duration) -> Result<(), ErroDeKafka> {
        self.interno
            .flush(prazo)
            .map_err(ErroDeKafka::ao("entregar tudo antes de sair"))
    }

    /// Desiste do que ainda não tem recibo: cada um recebe o seu, de falha, e quem
    /// esperava lugar na fila segue.
    pub fn desistir(&self) {
        self.interno
            .purge(PurgeConfig::default().queue().inflight());
    }

    /// Quantos registros ainda esperam recibo.
    pub fn pendentes(&self) -> usize {
        usize::try_from(self.interno.in_flight_count()).unwrap_or(0)
    }
}

fn montar<'a>(
    topico: &'a str,
    marca: usize,
    registro: &Registro<'a>,
) -> BaseRecord<'a, [u8], [u8], usize> {
    let mut pedido = BaseRecord::with_opaque_to(topico, marca).payload(registro.valor);
    pedido.key = registro.chave;
    pedido.partition = registro.particao;
    if !registro.cabecalhos.is_empty() {
        let novo = OwnedHeaders::new_with_capacity(registro.cabecalhos.len());
        pedido.headers = Some(registro.cabecalhos.iter().fold(novo, |todos, c| {
            todos.insert(Header {
                key: &c.0,
                value: Some(&c.1),
            })
        }));
    }
    pedido
}
