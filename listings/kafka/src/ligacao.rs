//! Onde está o Kafka, e como saber que ele responde antes de prometer algo.

use std::env;
use std::time::{Duration, Instant};

use apoio::programa::{duracao, endereco};
use rdkafka::client::{Client, ClientContext};
use rdkafka::config::{ClientConfig, FromClientConfigAndContext, RDKafkaLogLevel};

use crate::diario::Diario;
use crate::erro::ErroDeKafka;
use crate::fim::foi_pedido;

/// A variável que diz onde está o broker, quando a opção não diz.
const VARIAVEL: &str = "KAFKA_BOOTSTRAP";

/// A porta que o Kafka usa por costume.
const ENDERECO_COMUM: &str = "127.0.0.1:9092";

/// As opções de conexão que todo programa desta listagem aceita.
#[derive(Clone, Debug, clap::Args)]
pub struct Ligacao {
    /// Onde está o broker; o padrão vem de KAFKA_BOOTSTRAP, se existe
    #[arg(long, value_name = "HOST:PORTA", default_value_t = endereco_comum(),
          value_parser = enderecos)]
    pub endereco: String,
    /// Quanto insistir até o broker responder
    #[arg(long, value_name = "PRAZO", default_value = "10s", value_parser = duracao)]
    pub prazo: Duration,
}

fn endereco_comum() -> String {
    env::var(VARIAVEL).unwrap_or_else(|_| ENDERECO_COMUM.to_owned())
}

/// Um ou mais HOST:PORTA, separados por vírgula. A porta 0 pede uma livre a quem
/// escuta; a quem conecta, não diz nada.
fn enderecos(texto: &str) -> Result<String, String> {
    let bom = |parte: &str| endereco(parte).is_ok() && !parte.ends_with(":0");
    match texto.split(',').all(bom) {
        true => Ok(texto.to_owned()),
        false => {
            // O padrão se confere como a opção, e a culpa não é de quem não a escreveu.
            let veio = match env::var(VARIAVEL).is_ok_and(|valor| valor == texto) {
                true => format!(" (veio de {VARIAVEL})"),
                false => String::new(),
            };
            Err(format!(
                "não é um endereço{veio}: escreva HOST:PORTA, como {ENDERECO_COMUM}"
            ))
        }
    }
}

/// Quanto uma pergunta espera antes de se olhar se pediram o fim.
const PASSO: Duration = Duration::from_secs(1);

impl Ligacao {
    /// Uma ligação ao endereço dado, com o prazo de costume.
    pub fn a(endereco: impl Into<String>) -> Self {
        Self {
            endereco: endereco.into(),
            prazo: Duration::from_secs(10),
        }
    }

    /// O que todo cliente desta listagem configura igual.
    pub fn config(&self) -> ClientConfig {
        let mut config = ClientConfig::new();
        config
            .set("bootstrap.servers", &self.endereco)
            .set("client.id", "curso")
            // Um broker que reinicia volta em segundos: o padrão, dez, só
            // acrescentaria espera.
            .set("reconnect.backoff.max.ms", "1000")
            // Um tópico criado depois da inscrição aparece nesse tempo; o
            // padrão são cinco minutos.
            .set("topic.metadata.refresh.interval.ms", "5000")
            .set_log_level(RDKafkaLogLevel::Warning);
        config
    }

    /// Cria um cliente e espera, no máximo o prazo, que um broker responda.
    ///
    /// Criar não conecta: sem esta espera, um endereço errado só apareceria
    /// quando vencesse o prazo de entrega do primeiro registro.
    ///
    /// # Errors
    /// [`ErroDeKafka::Inalcancavel`], se ninguém respondeu;
    /// [`ErroDeKafka::Interrompido`], se pediram o fim.
    pub fn criar<T, C>(
        &self,
        config: &ClientConfig,
        contexto: C,
        cliente: impl Fn(&T) -> &Client<C>,
    ) -> Result<T, ErroDeKafka>
    where
        C: ClientContext,
        T: FromClientConfigAndContext<C>,
    {
        let criado = T::from_config_and_context(config, contexto)
            .map_err(ErroDeKafka::ao("criar o cliente"))?;
        let vence = Instant::now() + self.prazo;
        while !foi_pedido() {
            let resta = vence.saturating_duration_since(Instant::now());
            let resposta = cliente(&criado).fetch_metadata(None, resta.min(PASSO));
            if resposta.is_ok() {
                return Ok(criado);
            }
            if resta.is_zero() {
                let (endereco, prazo) = (self.endereco.clone(), self.prazo);
                return Err(ErroDeKafka::Inalcancavel { endereco, prazo });
            }
        }
        Err(ErroDeKafka::Interrompido)
    }

    /// Um cliente sem grupo, para perguntar e para ler partições escolhidas.
    ///
    /// # Errors
    /// Veja [`Ligacao::criar`].
    pub fn leitor(&self, isolamento: Isolamento) -> Result<Leitor, ErroDeKafka> {
        // O librdkafka exige um grupo até de quem escolhe as partições; ninguém entra
        // nesse, e nada se confirma nele.
        self.leitor_de("leitor-avulso", isolamento)
    }

    /// O mesmo, que pode perguntar o que este grupo confirmou; não entra nele.
    ///
    /// # Errors
    /// Veja [`Ligacao::criar`].
    pub fn leitor_de(
        &self,
        grupo: &str,
        isolamento: Isolamento,
    ) -> Result<Leitor, ErroDeKafka> {
        use rdkafka::consumer::Consumer;
        let mut config = self.config();
        config
            .set("group.id", grupo)
            .set("enable.auto.commit", "false")
            .set("isolation.level", isolamento.nome())
            .set("enable.partition.eof", "true")
            .set("auto.offset.reset", "earliest");
        self.criar(&config, Diario, |leitor: &Leitor| leitor.client())
    }
}

/// Um consumidor fora de qualquer grupo.
pub type Leitor = rdkafka::consumer::BaseConsumer<Diario>;

/// O que um leitor vê das transações dos outros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Isolamento {
    /// Só o que foi confirmado: `read_committed`
    Confirmado,
    /// Tudo, até o que foi abortado: `read_uncommitted`
    Tudo,
}

impl Isolamento {
    /// O nome que o protocolo dá.
    pub fn nome(self) -> &'static str {
        match self {
            Self::Confirmado => "read_committed",
            Self::Tudo => "read_uncommitted",
        }
    }
}

impl rdkafka::consumer::ConsumerContext for Diario {}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn endereco_sem_porta_ou_sem_host_e_recusado_antes_de_tentar() {
        for errado in [
            "", "abc", "abc:", ":9092", "abc:0", "abc:x", "a:1,", "a:70000",
        ] {
            assert!(enderecos(errado).is_err(), "{errado:?} não devia passar");
        }
        for certo in ["a:1", "127.0.0.1:9092,[::1]:9092"] {
            assert_eq!(enderecos(certo).as_deref(), Ok(certo));
        }
    }
}
