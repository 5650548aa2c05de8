//! O consumidor: lê, faz o efeito, e só então confirma.
//!
//! Confirmar um offset é dizer «o grupo já fez tudo antes daqui». Quem
//! confirma antes do efeito perde registros numa queda; quem confirma depois os
//! repete. Aqui é depois, e também ao devolver uma partição a outro membro.

pub mod ciclo;
pub mod leitura;
pub mod linha;
pub mod membro;
pub mod pedido;

use std::collections::BTreeMap;
use std::time::Duration;

use rdkafka::consumer::{BaseConsumer, CommitMode, Consumer, ConsumerGroupMetadata};
use rdkafka::error::{KafkaError, RDKafkaErrorCode as Codigo};
use rdkafka::message::BorrowedMessage;

use crate::erro::{ErroDeKafka, motivo};
use crate::ligacao::Ligacao;
use crate::topico::{numerados, proximos};

pub use leitura::{Comeco, Leitura};
pub use membro::{Dono, Mudanca};
use membro::{Membro, confirmar, numeros};

/// Um membro de um grupo, inscrito num tópico.
pub struct Consumidor<D: Dono> {
    base: BaseConsumer<Membro<D>>,
}

/// O que uma espera por registros deu.
pub enum Chegada<'a> {
    Mensagem(BorrowedMessage<'a>),
    /// Leu-se tudo o que esta partição tinha até agora.
    FimDaParticao(i32),
    Nada,
}

impl<D: Dono> Consumidor<D> {
    /// Conecta e entra no grupo; as partições chegam nas leituras seguintes.
    ///
    /// # Errors
    /// Veja [`Ligacao::criar`].
    pub fn novo(
        ligacao: &Ligacao,
        topico: &str,
        leitura: &Leitura,
        dono: D,
    ) -> Result<Self, ErroDeKafka> {
        let config = leitura.config(ligacao);
        let base: BaseConsumer<Membro<D>> =
            ligacao.criar(&config, Membro::novo(dono), Consumer::client)?;
        base.subscribe(&[topico])
            .map_err(ErroDeKafka::ao("entrar no grupo"))?;
        Ok(Self { base })
    }

    /// O próximo registro, ou o que mais acontecer até vencer a espera. É aqui, e
    /// só aqui, que os rebalanceamentos acontecem.
    ///
    /// # Errors
    /// Se este membro já não pode continuar.
    pub fn proxima(&self, espera: Duration) -> Result<Chegada<'_>, ErroDeKafka> {
        match self.base.poll(espera) {
            None => Ok(Chegada::Nada),
            Some(Ok(mensagem)) => Ok(Chegada::Mensagem(mensagem)),
            Some(Err(KafkaError::PartitionEOF(p))) => Ok(Chegada::FimDaParticao(p)),
            Some(Err(erro @ KafkaError::MessageConsumptionFatal(_))) => {
                Err(ErroDeKafka::ao("continuar no grupo")(erro))
            }
            // O librdkafka insiste sozinho; quem lê fica sabendo, e espera.
            Some(Err(erro)) => {
                let frase = format!("kafka: {}; o cliente insiste", motivo(&erro));
                self.base.context().diario.dizer(frase);
                Ok(Chegada::Nada)
            }
        }
    }

    /// O efeito deste registro está feito: entra na próxima confirmação.
    ///
    /// # Errors
    /// Nenhum que importe: a partição que já não é deste membro se ignora.
    pub fn marcar(&self, mensagem: &BorrowedMessage<'_>) -> Result<(), ErroDeKafka> {
        match self.base.store_offset_from_message(mensagem) {
            // Devolvida no meio: será refeita por quem a recebeu.
            Err(KafkaError::StoreOffset(Codigo::State)) => Ok(()),
            feito => feito.map_err(ErroDeKafka::ao("marcar o que foi feito")),
        }
    }

    /// Torna duráveis os efeitos e confirma tudo o que foi marcado.
    ///
    /// # Errors
    /// [`ErroDeKafka::Duravel`], ou o que o broker recusar.
    pub fn confirmar(&self) -> Result<(), ErroDeKafka> {
        confirmar(&self.base, &self.base.context().dono)
    }

    /// Confirma, sem marcar um a um, que se fez até estes offsets.
    ///
    /// # Errors
    /// O que o broker recusar.
    pub fn confirmar_em(
        &self,
        topico: &str,
        feitos: &BTreeMap<i32, i64>,
    ) -> Result<(), ErroDeKafka> {
        let lista = proximos(topico, feitos)?;
        let feito = self.base.commit(&lista, CommitMode::Sync);
        feito.map_err(ErroDeKafka::ao("confirmar"))
    }

    /// As partições deste membro, agora.
    pub fn particoes(&self) -> Vec<i32> {
        self.base
            .assignment()
            .map_or_else(|_| Vec::new(), |p| numeros(&p))
    }

    /// Quem este membro é para o grupo, agora: uma transação leva isto junto, e o
    /// broker recusa a de quem já não é.
    pub fn identidade(&self) -> Option<ConsumerGroupMetadata> {
        self.base.group_metadata()
    }

    /// Até onde o grupo confirmou cada partição; espera as transações abertas.
    ///
    /// # Errors
    /// Se o broker não responde no prazo.
    pub fn confirmados(
        &self,
        prazo: Duration,
    ) -> Result<BTreeMap<i32, i64>, ErroDeKafka> {
        let lista = self.base.committed(prazo);
        let lista = lista.map_err(ErroDeKafka::ao("perguntar o que está confirmado"))?;
        Ok(numerados(&lista))
    }

    /// Quem observa as mudanças.
    pub fn dono(&self) -> &D {
        &self.base.context().dono
    }
}
