//! Que servidores há.

use super::receita::Receita;
use super::{kafka, mosquitto, rabbitmq};
use anyhow::Result;
use std::path::Path;

/// Um servidor de verdade que uma listagem usa.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Servico {
    Kafka,
    Mqtt,
    Amqp,
}

/// O serviço de um nome; “todos” são os três.
///
/// # Erros
/// Os nomes que há, se este não é um deles.
pub fn por_nome(nome: &str) -> Result<Vec<Servico>, String> {
    match nome {
        "kafka" => Ok(vec![Servico::Kafka]),
        "mqtt" => Ok(vec![Servico::Mqtt]),
        "amqp" => Ok(vec![Servico::Amqp]),
        "todos" => Ok(vec![Servico::Kafka, Servico::Mqtt, Servico::Amqp]),
        _ => Err("há kafka, mqtt, amqp e todos".to_owned()),
    }
}

impl Servico {
    /// Os processos de que o serviço se compõe, na ordem em que se iniciam, com a
    /// configuração e os dados numa subpasta de `pasta`.
    ///
    /// # Erros
    /// Programa que falta ou configuração que não se grava.
    pub fn receitas(self, raiz: &Path, pasta: &Path) -> Result<Vec<Receita>> {
        match self {
            Self::Kafka => kafka::receitas(raiz, &pasta.join("kafka")),
            Self::Mqtt => mosquitto::receitas(&pasta.join("mqtt")),
            Self::Amqp => rabbitmq::receitas(&pasta.join("amqp")),
        }
    }
}
