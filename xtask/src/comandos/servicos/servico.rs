//! Que servidores há.

use super::receita::Receita;
use super::{kafka, mosquitto, rabbitmq};
use anyhow::Result;
use clap::ValueEnum;
use std::path::Path;

/// Um servidor de verdade que uma listagem usa.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Servico {
    Kafka,
    Mqtt,
    Amqp,
}

/// Um dos servidores, ou todos.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Pedido {
    Kafka,
    Mqtt,
    Amqp,
    Todos,
}

/// Os serviços pedidos, em ordem e sem repetição; nenhum são todos.
pub fn escolher(pedidos: &[Pedido]) -> Vec<Servico> {
    let pediu = |pedido| {
        pedidos.is_empty()
            || pedidos.contains(&Pedido::Todos)
            || pedidos.contains(&pedido)
    };
    [
        (Pedido::Kafka, Servico::Kafka),
        (Pedido::Mqtt, Servico::Mqtt),
        (Pedido::Amqp, Servico::Amqp),
    ]
    .into_iter()
    .filter_map(|(pedido, servico)| pediu(pedido).then_some(servico))
    .collect()
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

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn os_servicos_se_pedem_pelo_nome_e_sem_nome_sao_todos() {
        let todos = [Servico::Kafka, Servico::Mqtt, Servico::Amqp];
        for (pedidos, esperados) in [
            (&[][..], &todos[..]),
            (&[Pedido::Todos, Pedido::Mqtt], &todos),
            (&[Pedido::Amqp, Pedido::Mqtt], &todos[1..]),
            (&[Pedido::Kafka, Pedido::Kafka], &todos[..1]),
        ] {
            assert_eq!(escolher(pedidos), esperados, "{pedidos:?}");
        }
    }
}
