//! Que servidores há.

use super::receita::Receita;
use super::{kafka, mosquitto, rabbitmq};
use anyhow::Result;
use std::ffi::OsString;
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

    /// Os serviços pedidos, em ordem e sem repetição (nenhum são todos), e o comando
    /// que segue os dois traços.
    ///
    /// # Erros
    /// Serviço que não há, ou dois traços sem comando.
    pub fn ler(
        mut argumentos: impl Iterator<Item = OsString>,
    ) -> Result<(Vec<Self>, Vec<OsString>), String> {
        let mut quais = Vec::new();
        let mut comando = Vec::new();
        while let Some(argumento) = argumentos.next() {
            if argumento == "--" {
                comando.extend(argumentos);
                if comando.is_empty() {
                    return Err("falta o comando depois de --".to_owned());
                }
                break;
            }
            let nome = argumento.to_string_lossy();
            quais.extend(Self::por_nome(&nome).ok_or_else(|| {
                format!("não conheço o serviço “{nome}”: há kafka, mqtt, amqp e todos")
            })?);
        }
        if quais.is_empty() {
            quais = Self::TODOS.to_vec();
        }
        quais.sort_unstable();
        quais.dedup();
        Ok((quais, comando))
    }

    fn por_nome(nome: &str) -> Option<Vec<Self>> {
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
