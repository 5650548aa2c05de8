//! O que o grupo pede a um membro: devolver bem, e saber o que recebeu.

use std::io;

use rdkafka::ClientContext;
use rdkafka::TopicPartitionList;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::consumer::{BaseConsumer, CommitMode, Consumer, ConsumerContext, Rebalance};
use rdkafka::error::{KafkaError, RDKafkaErrorCode as Codigo};

use crate::diario::Diario;
use crate::erro::ErroDeKafka;

/// O que o grupo deu ou tomou deste membro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mudanca {
    Recebeu(Vec<i32>),
    /// Já confirmado o que estava feito.
    Devolveu(Vec<i32>),
}

/// O que o consumidor precisa de quem o usa.
pub trait Dono: Send + Sync {
    /// Torna duráveis os efeitos já feitos: o que vem a seguir é confirmá-los.
    ///
    /// # Errors
    /// Se não consegue; então nada se confirma.
    fn antes_de_confirmar(&self) -> io::Result<()> {
        Ok(())
    }

    /// O grupo mudou as partições deste membro.
    fn mudou(&self, _mudanca: Mudanca) {}
}

/// Quem não tem o que guardar nem o que observar.
impl Dono for () {}

/// O que o librdkafka chama durante um rebalanceamento.
pub struct Membro<D> {
    pub(super) diario: Diario,
    pub(super) dono: D,
}

impl<D: Dono> Membro<D> {
    pub(super) fn novo(dono: D) -> Self {
        let diario = Diario;
        Self { diario, dono }
    }
}

impl<D: Dono> ClientContext for Membro<D> {
    fn log(&self, nivel: RDKafkaLogLevel, assunto: &str, texto: &str) {
        self.diario.log(nivel, assunto, texto);
    }

    fn error(&self, erro: KafkaError, em_ingles: &str) {
        self.diario.error(erro, em_ingles);
    }
}

// ANCHOR: revogar
pub(super) fn confirmar<D: Dono>(
    base: &BaseConsumer<Membro<D>>,
    dono: &D,
) -> Result<(), ErroDeKafka> {
    dono.antes_de_confirmar().map_err(ErroDeKafka::Duravel)?;
    match base.commit_consumer_state(CommitMode::Sync) {
        // Nada marcado desde a última vez: não é erro.
        Err(KafkaError::ConsumerCommit(Codigo::NoOffset)) => Ok(()),
        feito => feito.map_err(ErroDeKafka::ao("confirmar")),
    }
}

impl<D: Dono> ConsumerContext for Membro<D> {
    fn pre_rebalance(&self, base: &BaseConsumer<Self>, mudanca: &Rebalance<'_>) {
        let Rebalance::Revoke(particoes) = mudanca else {
            return;
        };
        // Quem receber a partição parte da última confirmação: o que não se
        // confirmar agora será feito duas vezes.
        if let Err(erro) = confirmar(base, &self.dono) {
            self.diario
                .dizer(format!("kafka: ao devolver partições: {erro}"));
        }
        self.dono.mudou(Mudanca::Devolveu(numeros(particoes)));
    }
    // ANCHOR_END: revogar

    fn post_rebalance(&self, _: &BaseConsumer<Self>, mudanca: &Rebalance<'_>) {
        if let Rebalance::Assign(particoes) = mudanca {
            self.dono.mudou(Mudanca::Recebeu(numeros(particoes)));
        }
    }
}

pub(super) fn numeros(particoes: &TopicPartitionList) -> Vec<i32> {
    let mut numeros: Vec<_> =
        particoes.elements().iter().map(|e| e.partition()).collect();
    numeros.sort_unstable();
    numeros
}
