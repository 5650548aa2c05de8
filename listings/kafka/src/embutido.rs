//! Um broker dentro do próprio programa, para quem não instalou nenhum.
//!
//! É o `MockCluster` do librdkafka: fala o protocolo em portas livres de
//! verdade, com partições, grupos e confirmações. Guarda tudo na memória e não
//! isola transações; para isso é preciso um Kafka (`cargo xtask servicos kafka`).

use std::time::Duration;

use rdkafka::bindings::{
    rd_kafka_handle_mock_cluster, rd_kafka_mock_group_initial_rebalance_delay_ms,
};
use rdkafka::config::ClientConfig;
use rdkafka::error::KafkaError;
use rdkafka::mocking::MockCluster;
use rdkafka::producer::{BaseProducer, DefaultProducerContext, Producer};

use crate::consumidor::Leitura;
use crate::erro::ErroDeKafka;
use crate::ligacao::Ligacao;

/// Quanto um grupo novo espera por mais membros, em milissegundos. Num Kafka são
/// três segundos: poupam rebalanceamentos quando muitos ligam juntos.
const ESPERA_DE_GRUPO_NOVO: i32 = 300;

/// Um broker que vive enquanto este valor vive.
pub struct Embutido {
    /// O cliente que o librdkafka pede para pendurar o broker; não envia nada.
    dono: BaseProducer,
}

impl Embutido {
    /// Sobe um broker numa porta livre.
    ///
    /// # Errors
    /// Se o librdkafka não consegue.
    pub fn novo() -> Result<Self, ErroDeKafka> {
        let ao_subir = ErroDeKafka::ao("subir o broker embutido");
        let mut config = ClientConfig::new();
        config.set("test.mock.num.brokers", "1");
        let dono: BaseProducer = config.create().map_err(ao_subir)?;
        apressar_grupos(&dono);
        Ok(Self { dono })
    }

    fn broker(&self) -> Result<MockCluster<'_, DefaultProducerContext>, ErroDeKafka> {
        let broker = self.dono.client().mock_cluster();
        broker.ok_or_else(|| {
            ErroDeKafka::ao("achar o broker embutido")(KafkaError::Canceled)
        })
    }

    /// Cria um tópico vazio.
    ///
    /// # Errors
    /// Se ele já existe.
    pub fn criar_topico(&self, nome: &str, particoes: i32) -> Result<(), ErroDeKafka> {
        self.broker()?
            .create_topic(nome, particoes, 1)
            .map_err(ErroDeKafka::ao("criar o tópico"))
    }

    /// Como ler dele neste grupo. A cada mudança, o broker embutido espera pelos
    /// membros uma sessão menos um segundo: com esta, meio segundo.
    pub fn leitura(grupo: &str) -> Leitura {
        Leitura {
            sessao: Duration::from_millis(1500),
            ..Leitura::do_grupo(grupo)
        }
    }

    /// Como chegar até ele.
    ///
    /// # Errors
    /// Se o librdkafka perdeu o broker.
    pub fn ligacao(&self) -> Result<Ligacao, ErroDeKafka> {
        Ok(Ligacao::a(self.broker()?.bootstrap_servers()))
    }

    /// Corta as conexões e recusa novas, como um broker que caiu.
    ///
    /// # Errors
    /// Se o librdkafka recusa.
    pub fn derrubar(&self) -> Result<(), ErroDeKafka> {
        self.broker()?
            .broker_down(-1)
            .map_err(ErroDeKafka::ao("derrubar o broker"))
    }

    /// Volta a aceitar conexões, com tudo o que guardava.
    ///
    /// # Errors
    /// Se o librdkafka recusa.
    pub fn levantar(&self) -> Result<(), ErroDeKafka> {
        self.broker()?
            .broker_up(-1)
            .map_err(ErroDeKafka::ao("levantar o broker"))
    }
}

#[allow(unsafe_code, reason = "o rdkafka não oferece esta opção do librdkafka")]
fn apressar_grupos(dono: &BaseProducer) {
    // SAFETY: o cliente é nosso e está vivo, e o broker devolvido vive com ele;
    // sem broker o ponteiro é nulo, e nada se chama.
    unsafe {
        let broker = rd_kafka_handle_mock_cluster(dono.client().native_ptr());
        if !broker.is_null() {
            rd_kafka_mock_group_initial_rebalance_delay_ms(broker, ESPERA_DE_GRUPO_NOVO);
        }
    }
}
