//! O que pode dar errado com o Kafka, e o que fazer, em português.

use std::time::Duration;

use rdkafka::error::{KafkaError, RDKafkaErrorCode as Codigo};

/// Por que uma operação com o Kafka não se completou.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeKafka {
    #[error(
        "tentei o Kafka em {endereco} por {prazo:?} e ninguém respondeu. Suba um broker \
         (cargo xtask servicos kafka) ou diga onde ele está (--endereco HOST:PORTA); \
         para ver o Kafka sem instalar nada: cargo run -p kafka --bin demo"
    )]
    Inalcancavel { endereco: String, prazo: Duration },
    #[error("não consegui {o_que}: {}", motivo(.causa))]
    Operacao {
        o_que: &'static str,
        causa: KafkaError,
    },
    #[error("não consegui criar o tópico {topico}: {}", em_portugues(*.codigo))]
    SemTopico { topico: String, codigo: Codigo },
    #[error(
        "o tópico {topico} tem {tem} partições, e este programa precisa de {precisa}: \
         escolha outro nome"
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

/// O que houve, em poucas palavras.
pub fn motivo(erro: &KafkaError) -> String {
    codigo(erro).map_or_else(|| format!("o librdkafka diz: {erro}"), em_portugues)
}

/// O que um código de erro do Kafka quer dizer.
///
/// Os que um leitor encontra têm texto; dos outros fica o nome do protocolo,
/// que se procura na documentação.
pub fn em_portugues(codigo: Codigo) -> String {
    let texto = match codigo {
        Codigo::BrokerTransportFailure => "a conexão com o broker caiu",
        Codigo::AllBrokersDown => "nenhum broker responde",
        Codigo::Resolve => "o nome do broker não se resolve",
        Codigo::MessageTimedOut => "o prazo de entrega venceu sem confirmação",
        Codigo::OperationTimedOut | Codigo::RequestTimedOut => "o prazo venceu",
        Codigo::QueueFull => "a fila de envio está cheia",
        Codigo::MessageSizeTooLarge => "o registro é maior que o broker aceita",
        Codigo::UnknownTopic | Codigo::UnknownTopicOrPartition => "o tópico não existe",
        Codigo::UnknownPartition => "a partição não existe",
        Codigo::WaitingForCoordinator
        | Codigo::CoordinatorNotAvailable
        | Codigo::NotCoordinator => "o coordenador do grupo não responde",
        Codigo::NotEnoughReplicas | Codigo::NotEnoughReplicasAfterAppend => {
            "há menos réplicas em dia do que o tópico exige"
        }
        Codigo::TopicAlreadyExists => "o tópico já existe",
        Codigo::InvalidReplicationFactor => "não há brokers para tantas réplicas",
        Codigo::Fenced | Codigo::ProducerFenced | Codigo::InvalidProducerEpoch => {
            "outro produtor, mais novo, usa a mesma identidade"
        }
        Codigo::FencedInstanceId => "outro membro usa a mesma instância",
        Codigo::IllegalGeneration
        | Codigo::RebalanceInProgress
        | Codigo::AssignmentLost
        | Codigo::UnknownMemberId => "o grupo já se reorganizou sem este membro",
        Codigo::PollExceeded => "este membro demorou demais e saiu do grupo",
        Codigo::TopicAuthorizationFailed | Codigo::GroupAuthorizationFailed => {
            "o broker não autoriza"
        }
        Codigo::PurgeQueue | Codigo::PurgeInflight => {
            "o programa terminou antes da entrega"
        }
        codigo => return format!("erro {codigo:?} do protocolo do Kafka"),
    };
    texto.to_owned()
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
            em_portugues(Codigo::KafkaStorageError),
            "erro KafkaStorageError do protocolo do Kafka"
        );
    }
}
