//! Os erros do librdkafka e do protocolo, ditos em português.

use rdkafka::error::{KafkaError, RDKafkaErrorCode as Codigo};

use super::codigo;

/// O que houve, em poucas palavras.
pub fn motivo(erro: &KafkaError) -> String {
    if let Some(codigo) = codigo(erro) {
        return em_portugues(codigo);
    }
    // Estes trazem, quando trazem algo, uma frase do librdkafka em inglês.
    let texto = match erro {
        KafkaError::ClientConfig(_, _, opcao, valor) => {
            return format!("a opção {opcao} do librdkafka não aceita {valor:?}");
        }
        KafkaError::ClientCreation(_) => {
            "as opções não combinam, ou o sistema não deu o que o cliente precisa"
        }
        KafkaError::AdminOpCreation(_) => "as opções do pedido não servem",
        KafkaError::Canceled => "a operação foi cancelada",
        KafkaError::NoMessageReceived => "nada chegou no prazo",
        KafkaError::Nul(_) => "há um byte zero num nome",
        KafkaError::Subscription(_) => "a inscrição no tópico foi recusada",
        _ => "o cliente recusou a operação",
    };
    texto.to_owned()
}

/// O que um código de erro do Kafka quer dizer.
///
/// Os que um leitor encontra têm texto; dos outros fica o nome do protocolo,
/// que se procura na documentação.
pub fn em_portugues(codigo: Codigo) -> String {
    let texto = match codigo {
        Codigo::BrokerTransportFailure | Codigo::NetworkException => {
            "a conexão com o broker caiu"
        }
        Codigo::AllBrokersDown | Codigo::BrokerNotAvailable => "nenhum broker responde",
        Codigo::Resolve => "o nome do broker não se resolve",
        Codigo::MessageTimedOut => "o prazo de entrega venceu sem confirmação",
        Codigo::OperationTimedOut | Codigo::RequestTimedOut | Codigo::TimedOutQueue => {
            "o prazo venceu"
        }
        Codigo::QueueFull => "a fila de envio está cheia",
        Codigo::MessageSizeTooLarge | Codigo::MessageBatchTooLarge => {
            "o registro é maior que o broker aceita"
        }
        Codigo::UnknownTopic | Codigo::UnknownTopicOrPartition => "o tópico não existe",
        Codigo::UnknownPartition => "a partição não existe",
        Codigo::InvalidTopic => "o nome do tópico não serve",
        Codigo::InvalidPartitions => "o número de partições não serve",
        Codigo::LeaderNotAvailable
        | Codigo::NotLeaderForPartition
        | Codigo::ReplicaNotAvailable => "a partição está sem líder",
        Codigo::WaitingForCoordinator
        | Codigo::CoordinatorLoadInProgress
        | Codigo::CoordinatorNotAvailable
        | Codigo::NotCoordinator => "o coordenador do grupo não responde",
        Codigo::InvalidGroupId => "o nome do grupo não serve",
        Codigo::InvalidSessionTimeout => "o broker não aceita essa --sessao",
        Codigo::InvalidTransactionTimeout => {
            "o broker não aceita esse prazo de transação"
        }
        Codigo::ConcurrentTransactions => "a transação anterior ainda não terminou",
        Codigo::NotEnoughReplicas | Codigo::NotEnoughReplicasAfterAppend => {
            "há menos réplicas em dia do que o tópico exige"
        }
        Codigo::TopicAlreadyExists => "o tópico já existe",
        Codigo::InvalidReplicationFactor => "não há brokers para tantas réplicas",
        Codigo::PolicyViolation => "as regras do broker não deixam",
        Codigo::KafkaStorageError => "o broker não consegue usar o disco",
        Codigo::OffsetOutOfRange | Codigo::AutoOffsetReset => {
            "esse offset já não existe na partição"
        }
        Codigo::Fenced | Codigo::ProducerFenced | Codigo::InvalidProducerEpoch => {
            "outro produtor, mais novo, usa a mesma identidade"
        }
        Codigo::FencedInstanceId => "outro membro usa a mesma instância",
        Codigo::IllegalGeneration
        | Codigo::RebalanceInProgress
        | Codigo::AssignmentLost
        | Codigo::UnknownMemberId => "o grupo já se reorganizou sem este membro",
        Codigo::PollExceeded => "este membro demorou demais e saiu do grupo",
        Codigo::TopicAuthorizationFailed
        | Codigo::GroupAuthorizationFailed
        | Codigo::ClusterAuthorizationFailed
        | Codigo::TransactionalIdAuthorizationFailed => "o broker não autoriza",
        Codigo::UnsupportedVersion | Codigo::UnsupportedFeature => {
            "o broker é velho demais para isto"
        }
        Codigo::PurgeQueue | Codigo::PurgeInflight => {
            "o programa terminou antes da entrega"
        }
        codigo => return format!("erro {codigo:?} do protocolo do Kafka"),
    };
    texto.to_owned()
}
