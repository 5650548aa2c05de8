//! Em que grupo ler, e como o grupo trata este membro.

use std::time::Duration;

use apoio::programa::duracao;
use clap::{Args, ValueEnum};
use rdkafka::config::ClientConfig;

use crate::ligacao::Ligacao;

/// De onde lê um grupo que ainda não confirmou nada.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Comeco {
    /// Do registro mais antigo que o broker guarda
    Inicio,
    /// Só do que chegar depois
    Fim,
}

/// Em que grupo ler, e de onde.
#[derive(Clone, Debug, Args)]
pub struct Leitura {
    /// O grupo, que divide entre os membros as partições
    #[arg(long, value_name = "NOME", default_value = "leitores", value_parser = grupo)]
    pub grupo: String,
    /// De onde começar, se o grupo ainda não confirmou nada
    #[arg(long, value_name = "ONDE", default_value = "inicio")]
    pub comeco: Comeco,
    /// Silêncio depois do qual o grupo dá um membro por morto
    #[arg(long, value_name = "PRAZO", default_value = "6s", value_parser = sessao)]
    pub sessao: Duration,
    /// Um nome que este membro mantém ao reiniciar: o grupo devolve a ele o que era
    /// dele, sem esperar a sessão da vida anterior vencer.
    #[arg(skip)]
    pub instancia: Option<String>,
    /// Como o broker chama este membro, ao listá-los e ao repartir.
    #[arg(skip)]
    pub nome: Option<String>,
}

/// Entende um nome de grupo.
///
/// # Errors
/// Se está vazio: não há grupo sem nome.
pub fn grupo(texto: &str) -> Result<String, String> {
    match texto.is_empty() {
        true => Err("escreva um nome".to_owned()),
        false => Ok(texto.to_owned()),
    }
}

/// Dez sinais de vida por sessão têm de caber nela; e o membro que passa cinco
/// minutos sem pedir registros sai do grupo, por longa que seja a sessão.
fn sessao(texto: &str) -> Result<Duration, String> {
    let sessao = duracao(texto)?;
    match sessao {
        s if s < Duration::from_millis(100) => Err("a menor sessão é 100ms".to_owned()),
        s if s > Duration::from_secs(300) => Err("a maior sessão é 300s".to_owned()),
        s => Ok(s),
    }
}

impl Leitura {
    /// Ler do início, neste grupo.
    pub fn do_grupo(grupo: &str) -> Self {
        Self {
            grupo: grupo.to_owned(),
            comeco: Comeco::Inicio,
            // O menor que um Kafka aceita sem que se mude a configuração dele.
            sessao: Duration::from_secs(6),
            instancia: None,
            nome: None,
        }
    }

    /// Estas opções, com os nomes do librdkafka.
    pub fn config(&self, ligacao: &Ligacao) -> ClientConfig {
        let comeco = match self.comeco {
            Comeco::Inicio => "earliest",
            Comeco::Fim => "latest",
        };
        let mut config = ligacao.config();
        config
            .set("group.id", &self.grupo)
            .set("auto.offset.reset", comeco)
            .set("session.timeout.ms", self.sessao.as_millis().to_string())
            // Dez sinais de vida por sessão: perder um ou dois não mata ninguém.
            .set(
                "heartbeat.interval.ms",
                (self.sessao / 10).as_millis().to_string(),
            )
            // Os dois automáticos confirmariam o que foi entregue ao programa,
            // não o que ele fez.
            .set("enable.auto.commit", "false")
            .set("enable.auto.offset.store", "false")
            .set("enable.partition.eof", "true")
            .set("isolation.level", "read_committed");
        if let Some(nome) = &self.nome {
            config.set("client.id", nome);
        }
        if let Some(instancia) = &self.instancia {
            config.set("group.instance.id", instancia);
        }
        config
    }
}
