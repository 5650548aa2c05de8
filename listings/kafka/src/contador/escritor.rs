//! Quem escreve as contagens, dentro ou fora de transação.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rdkafka::ClientContext;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::consumer::ConsumerGroupMetadata;
use rdkafka::error::{KafkaError, RDKafkaErrorCode as Codigo};
use rdkafka::producer::{
    BaseProducer, BaseRecord, DeliveryResult, Producer, ProducerContext,
};

use crate::diario::Diario;
use crate::erro::{ErroDeKafka, codigo};
use crate::ligacao::Ligacao;
use crate::topico::proximos;

/// Quanto uma transação pode ficar aberta antes que o broker a aborte.
pub const ABERTA: Duration = Duration::from_secs(10);

/// Anota se algum registro não foi entregue.
#[derive(Default)]
pub struct Falhas {
    diario: Diario,
    houve: AtomicBool,
}

impl ClientContext for Falhas {
    fn log(&self, nivel: RDKafkaLogLevel, assunto: &str, texto: &str) {
        self.diario.log(nivel, assunto, texto);
    }

    fn error(&self, erro: KafkaError, em_ingles: &str) {
        self.diario.error(erro, em_ingles);
    }
}

impl ProducerContext for Falhas {
    type DeliveryOpaque = ();

    fn delivery(&self, resultado: &DeliveryResult<'_>, (): ()) {
        if resultado.is_err() {
            self.houve.store(true, Ordering::Relaxed);
        }
    }
}

/// Um produtor que, com identidade, escreve em transações.
pub struct Escritor {
    produtor: BaseProducer<Falhas>,
    topico: String,
    transacional: bool,
    prazo: Duration,
}

impl Escritor {
    /// Abre. Com identidade, o broker cerca quem a usava antes e aborta a
    /// transação que tivesse aberta: isto só volta depois de ela estar resolvida.
    ///
    /// # Errors
    /// Veja [`Ligacao::criar`].
    pub fn abrir(
        ligacao: &Ligacao,
        topico: &str,
        identidade: Option<&str>,
    ) -> Result<Self, ErroDeKafka> {
        // ANCHOR: abrir
        let mut config = ligacao.config();
        config
            .set("enable.idempotence", "true")
            .set("linger.ms", "5");
        if let Some(identidade) = identidade {
            config
                .set("transactional.id", identidade)
                .set("transaction.timeout.ms", ABERTA.as_millis().to_string());
        }
        let cliente = BaseProducer::<Falhas>::client;
        let produtor = ligacao.criar(&config, Falhas::default(), cliente)?;
        if identidade.is_some() {
            let iniciar = produtor.init_transactions(ligacao.prazo);
            iniciar.map_err(ErroDeKafka::ao("iniciar as transações"))?;
        }
        // ANCHOR_END: abrir
        let (topico, transacional) = (topico.to_owned(), identidade.is_some());
        let prazo = ligacao.prazo;
        Ok(Self {
            produtor,
            topico,
            transacional,
            prazo,
        })
    }

    /// Abre uma transação, se as usa.
    ///
    /// # Errors
    /// [`ErroDeKafka::Cercado`], se outro assumiu a identidade.
    pub fn comecar(&self) -> Result<(), ErroDeKafka> {
        if !self.transacional {
            return Ok(());
        }
        self.produtor
            .begin_transaction()
            .map_err(ErroDeKafka::ao("abrir a transação"))
    }

    /// Enfileira um registro; com a fila cheia, espera lugar.
    ///
    /// # Errors
    /// O que o librdkafka recusar.
    pub fn gravar(
        &self,
        particao: i32,
        chave: &str,
        valor: &str,
    ) -> Result<(), ErroDeKafka> {
        let mut pedido = BaseRecord::to(&self.topico)
            .partition(particao)
            .key(chave)
            .payload(valor);
        loop {
            match self.produtor.send(pedido) {
                Ok(()) => break,
                Err((erro, devolvido)) if codigo(&erro) == Some(Codigo::QueueFull) => {
                    self.produtor.poll(Duration::from_millis(1));
                    pedido = devolvido;
                }
                Err((erro, _)) => return Err(ErroDeKafka::ao("gravar a contagem")(erro)),
            }
        }
        Ok(())
    }

    // ANCHOR: terminar
    /// Fecha a transação: os registros e os offsets lidos, juntos.
    ///
    /// # Errors
    /// [`ErroDeKafka::Abortada`], se vale refazer; [`ErroDeKafka::Cercado`], se não.
    pub fn terminar(
        &self,
        entrada: &str,
        lidos: &BTreeMap<i32, i64>,
        membro: &ConsumerGroupMetadata,
    ) -> Result<(), ErroDeKafka> {
        let proximos = proximos(entrada, lidos)?;
        self.produtor
            .send_offsets_to_transaction(&proximos, membro, self.prazo)
            .map_err(ErroDeKafka::ao("juntar os offsets à transação"))?;
        self.confirmar()
    }
    // ANCHOR_END: terminar

    /// Fecha a transação, sem offsets.
    ///
    /// # Errors
    /// Como em [`Escritor::terminar`].
    pub fn confirmar(&self) -> Result<(), ErroDeKafka> {
        self.produtor
            .commit_transaction(self.prazo)
            .map_err(ErroDeKafka::ao("confirmar a transação"))
    }

    /// Fora de transação: espera que tudo o que foi escrito esteja gravado.
    ///
    /// # Errors
    /// Se algum registro não foi entregue.
    pub fn descarregar(&self) -> Result<(), ErroDeKafka> {
        let feito = self.produtor.flush(self.prazo);
        feito.map_err(ErroDeKafka::ao("gravar as contagens"))?;
        if self.produtor.context().houve.load(Ordering::Relaxed) {
            let erro = KafkaError::MessageProduction(Codigo::MessageTimedOut);
            return Err(ErroDeKafka::ao("gravar as contagens")(erro));
        }
        Ok(())
    }

    /// Desfaz a transação aberta, se há.
    ///
    /// # Errors
    /// Se nem isso o broker aceita.
    pub fn desistir(&self) -> Result<(), ErroDeKafka> {
        if !self.transacional {
            return Ok(());
        }
        self.produtor
            .abort_transaction(self.prazo)
            .map_err(ErroDeKafka::ao("abortar a transação"))
    }
}
