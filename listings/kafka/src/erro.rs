//! O que pode dar errado com o Kafka, e o que fazer, em português.

mod frases;

use std::time::Duration;

use apoio::texto::quantos;
use rdkafka::error::{KafkaError, RDKafkaErrorCode as Codigo};

pub use frases::{em_portugues, motivo};

/// Por que uma operação com o Kafka não se completou.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeKafka {
    #[error(
        "tentei o Kafka em {endereco} por {prazo:?} e ninguém respondeu. Suba um broker \
         (cargo xtask servicos kafka) ou diga onde ele está (--endereco HOST:PORTA); \
         para ver o Kafka sem instalar nada: cargo run -p kafka --bin demo"
    )]
    Inalcancavel { endereco: String, prazo: Duration },
    #[error("pediram o fim antes que o Kafka respondesse")]
    Interrompido,
    #[error("não consegui {o_que}: {}", motivo(.causa))]
    Operacao {
        o_que: &'static str,
        causa: KafkaError,
    },
    #[error("não consegui criar o tópico {topico}: {}", em_portugues(*.codigo))]
    SemTopico { topico: String, codigo: Codigo },
    #[error(
        "o tópico {topico} tem {}, e este programa precisa de {precisa}: escolha outro nome",
        quantos(*.tem, "partição", "partições")
    )]
    ParticoesDiferentes {
        topico: String,
        tem: usize,
        precisa: usize,
    },
    #[error("o grupo se reorganizou no meio da transação, e ela foi abortada")]
    Abortada,
    #[error("outro programa assumiu este lugar ({0}): este está cercado e para aqui")]
    Cercado(String),
    #[error("não consegui tornar os efeitos duráveis antes de confirmar")]
    Duravel(#[source] std::io::Error),
    #[error("não consegui iniciar o executor que espera pelo broker")]
    Executor(#[source] std::io::Error),
}

impl ErroDeKafka {
    /// Para `map_err`: junta à causa o que se tentava fazer.
    pub fn ao(o_que: &'static str) -> impl Fn(KafkaError) -> Self {
        move |causa| match codigo(&causa) {
            Some(codigo) if cercado(codigo) => Self::Cercado(o_que.to_owned()),
            _ if abortavel(&causa) => Self::Abortada,
            _ => Self::Operacao { o_que, causa },
        }
    }
}

/// Se basta abortar a transação e refazê-la.
fn abortavel(erro: &KafkaError) -> bool {
    let reorganizado = matches!(
        codigo(erro),
        Some(
            Codigo::IllegalGeneration
                | Codigo::UnknownMemberId
                | Codigo::RebalanceInProgress
        )
    );
    match erro {
        KafkaError::Transaction(erro) => reorganizado || erro.txn_requires_abort(),
        _ => false,
    }
}

/// Se o erro diz que há outro produtor, mais novo, com a mesma identidade.
fn cercado(codigo: Codigo) -> bool {
    use Codigo::{Fenced, FencedInstanceId, InvalidProducerEpoch, ProducerFenced};
    matches!(
        codigo,
        Fenced | ProducerFenced | InvalidProducerEpoch | FencedInstanceId
    )
}

/// O código de um erro; o das transações vem embrulhado de outro jeito.
pub fn codigo(erro: &KafkaError) -> Option<Codigo> {
    match erro {
        KafkaError::Transaction(erro) => Some(erro.code()),
        // O rdkafka não o dá, e o tópico que não se criou ficaria sem motivo.
        KafkaError::AdminOp(codigo) => Some(*codigo),
        erro => erro.rdkafka_error_code(),
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_cercado_se_distingue_do_que_vale_repetir() {
        let ao = ErroDeKafka::ao("confirmar");
        let cercado = KafkaError::ConsumerCommit(Codigo::FencedInstanceId);
        assert!(matches!(ao(cercado), ErroDeKafka::Cercado(_)));
        let prazo = KafkaError::ConsumerCommit(Codigo::RequestTimedOut);
        assert_eq!(
            ao(prazo).to_string(),
            "não consegui confirmar: o prazo venceu"
        );
    }

    #[test]
    fn codigo_sem_texto_fica_com_o_nome_do_protocolo() {
        let do_topico = KafkaError::AdminOp(Codigo::BrokerTransportFailure);
        assert_eq!(motivo(&do_topico), "a conexão com o broker caiu");
        assert_eq!(
            em_portugues(Codigo::DelegationTokenExpired),
            "erro DelegationTokenExpired do protocolo do Kafka"
        );
    }

    #[test]
    fn o_que_o_librdkafka_diz_em_ingles_fica_em_portugues() {
        let ingles = "`message.timeout.ms` must be greater than `linger.ms`";
        for erro in [
            KafkaError::ClientCreation(ingles.to_owned()),
            KafkaError::AdminOpCreation(ingles.to_owned()),
            KafkaError::Subscription(ingles.to_owned()),
            KafkaError::Seek(ingles.to_owned()),
        ] {
            let dito = motivo(&erro);
            assert!(!dito.contains("must"), "{dito}");
        }
    }
}
