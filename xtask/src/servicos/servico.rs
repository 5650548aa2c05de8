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

impl Servico {
    pub const TODOS: [Self; 3] = [Self::Kafka, Self::Mqtt, Self::Amqp];

    /// Como se pede na linha de comando; `todos` são os três.
    pub fn por_nome(nome: &str) -> Option<Vec<Self>> {
        match nome {
            "kafka" => Some(vec![Self::Kafka]),
            "mqtt" => Some(vec![Self::Mqtt]),
            "amqp" => Some(vec![Self::Amqp]),
            "todos" => Some(Self::TODOS.to_vec()),
            _ => None,
        }
    }

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
