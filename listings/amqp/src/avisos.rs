//! Avisos: uma exchange em leque, e uma fila passageira para cada ouvinte.

use lapin::options::{
    BasicConsumeOptions, BasicPublishOptions, ConfirmSelectOptions,
    ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions,
};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Connection, Consumer, ExchangeKind};

use crate::conexao::Queda;

async fn leque(conexao: &Connection, exchange: &str) -> lapin::Result<Channel> {
    let canal = conexao.create_channel().await?;
    let opcoes = ExchangeDeclareOptions::default();
    let nada = FieldTable::default();
    canal
        .exchange_declare(exchange.into(), ExchangeKind::Fanout, opcoes, nada)
        .await?;
    Ok(canal)
}

// ANCHOR: ouvir
/// Uma fila só deste ouvinte, que some com ele. Quem não está, não ouve.
///
/// # Errors
/// A conversa caiu, ou a exchange existe e é de outro tipo.
pub async fn ouvir(conexao: &Connection, exchange: &str) -> Result<Consumer, Queda> {
    let canal = leque(conexao, exchange).await?;
    let nada = FieldTable::default;
    let minha = QueueDeclareOptions {
        exclusive: true,
        auto_delete: true,
        ..Default::default()
    };
    // Sem nome: o broker inventa um que ninguém mais tem.
    let fila = canal.queue_declare("".into(), minha, nada()).await?;
    let regra = QueueBindOptions::default();
    let nome = fila.name().clone();
    canal
        .queue_bind(nome.clone(), exchange.into(), "".into(), regra, nada())
        .await?;
    let sem_ack = BasicConsumeOptions {
        no_ack: true,
        ..Default::default()
    };
    Ok(canal
        .basic_consume(nome, "".into(), sem_ack, nada())
        .await?)
}
// ANCHOR_END: ouvir

/// Diz a todos os que ouvem; devolve se havia alguém.
///
/// # Errors
/// A conversa caiu.
pub async fn dizer(
    conexao: &Connection,
    exchange: &str,
    aviso: &str,
) -> Result<bool, Queda> {
    let canal = leque(conexao, exchange).await?;
    canal
        .confirm_select(ConfirmSelectOptions::default())
        .await?;
    let opcoes = BasicPublishOptions {
        mandatory: true,
        ..Default::default()
    };
    let nada = BasicProperties::default();
    let publicacao =
        canal.basic_publish(exchange.into(), "".into(), opcoes, aviso.as_bytes(), nada);
    let confirmacao = publicacao.await?.await?;
    Ok(confirmacao.take_message().is_none())
}
