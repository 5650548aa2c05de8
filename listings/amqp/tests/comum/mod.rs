//! O que os testes no RabbitMQ têm em comum.

#![allow(dead_code)] // Cada executável de testes usa uma parte.

use std::time::Duration;

use amqp::conexao::conectar;
use amqp::endereco::Broker;
use amqp::publicador::{Pedido, publicar};
use futures_util::StreamExt;
use lapin::message::Delivery;
use lapin::options::{BasicConsumeOptions, BasicQosOptions};
use lapin::types::FieldTable;
use lapin::{Channel, Connection, Consumer};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

pub const PRAZO: Duration = Duration::from_secs(20);

pub fn url() -> String {
    std::env::var("AMQP_URL").expect("rode por cargo xtask servicos amqp -- …")
}

pub fn broker() -> Broker {
    url().parse().expect("AMQP_URL é amqp://…")
}

/// Uma fila que nenhum outro teste usa: o broker é um só para todos.
pub fn nome(prefixo: &str) -> String {
    format!("{prefixo}-{:016x}", fastrand::u64(..))
}

pub async fn ligado() -> Connection {
    conectar(&broker(), PRAZO).await.expect("há broker")
}

/// Uma fila de trabalho nova, com a sua fila morta.
pub async fn fila_nova() -> (Connection, Channel, String) {
    let conexao = ligado().await;
    let canal = conexao.create_channel().await.expect("abre canal");
    let fila = nome("tarefas");
    amqp::topologia::declarar(&canal, &fila)
        .await
        .expect("declara");
    (conexao, canal, fila)
}

pub async fn consumidor(canal: &Channel, fila: &str, adiantadas: u16) -> Consumer {
    canal
        .basic_qos(adiantadas, BasicQosOptions::default())
        .await
        .expect("limita");
    let opcoes = BasicConsumeOptions::default();
    let consumo =
        canal.basic_consume(fila.into(), "".into(), opcoes, FieldTable::default());
    consumo.await.expect("consome")
}

pub async fn proxima(consumidor: &mut Consumer) -> Delivery {
    let entrega = timeout(PRAZO, consumidor.next()).await;
    let entrega = entrega.expect("no prazo devia vir uma entrega");
    entrega
        .expect("o consumo não acabou")
        .expect("a conexão não caiu")
}

pub fn pedidos(quantos: usize) -> Vec<Pedido> {
    let pedido = |n| Pedido {
        id: format!("p-{n}"),
        texto: format!("somar {n} {n}"),
    };
    (1..=quantos).map(pedido).collect()
}

pub async fn publicar_pedidos(fila: &str, quantos: usize) {
    let broker = broker();
    let (pedidos, fim) = (pedidos(quantos).into_iter(), CancellationToken::new());
    let publicacao = publicar(&broker, fila, pedidos, PRAZO, &fim);
    assert_eq!(publicacao.await.expect("o broker confirma"), quantos);
}
