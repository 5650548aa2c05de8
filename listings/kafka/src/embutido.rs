//! Um corretor dentro do próprio programa, para quem não instalou nenhum.
//!
//! É o `MockCluster` do librdkafka: fala o protocolo em portas livres de
//! verdade, com partições, grupos e confirmações. Guarda tudo na memória e não
//! isola transações; para isso é preciso um Kafka (`cargo xtask servicos kafka`).

use std::time::Duration;

use rdkafka::mocking::MockCluster;
use rdkafka::producer::DefaultProducerContext;

use crate::consumidor::Leitura;
use crate::erro::ErroDeKafka;
use crate::ligacao::Ligacao;

/// Um corretor que vive enquanto este valor vive.
pub struct Embutido {
    corretor: MockCluster<'static, DefaultProducerContext>,
}

impl Embutido {
    /// Sobe um corretor numa porta livre.
    ///
    /// # Errors
    /// Se o librdkafka não consegue.
    pub fn novo() -> Result<Self, ErroDeKafka> {
        let corretor =
            MockCluster::new(1).map_err(ErroDeKafka::ao("subir o corretor embutido"))?;
        Ok(Self { corretor })
    }

    /// Cria um tópico vazio.
    ///
    /// # Errors
    /// Se ele já existe.
    pub fn criar_topico(&self, nome: &str, particoes: i32) -> Result<(), ErroDeKafka> {
        self.corretor
            .create_topic(nome, particoes, 1)
            .map_err(ErroDeKafka::ao("criar o tópico"))
    }

    /// Como ler dele neste grupo. A cada mudança, o corretor embutido espera quase
    /// uma sessão pelos membros: uma curta faz o grupo se arrumar em 2 s.
    pub fn leitura(grupo: &str) -> Leitura {
        Leitura {
            sessao: Duration::from_secs(3),
            ..Leitura::do_grupo(grupo)
        }
    }

    /// Como chegar até ele.
    pub fn ligacao(&self) -> Ligacao {
        Ligacao::a(self.corretor.bootstrap_servers())
    }

    /// Corta as conexões e recusa novas, como um corretor que caiu.
    ///
    /// # Errors
    /// Se o librdkafka recusa.
    pub fn derrubar(&self) -> Result<(), ErroDeKafka> {
        self.corretor
            .broker_down(-1)
            .map_err(ErroDeKafka::ao("derrubar o corretor"))
    }

    /// Volta a aceitar conexões, com tudo o que guardava.
    ///
    /// # Errors
    /// Se o librdkafka recusa.
    pub fn levantar(&self) -> Result<(), ErroDeKafka> {
        self.corretor
            .broker_up(-1)
            .map_err(ErroDeKafka::ao("levantar o corretor"))
    }
}
