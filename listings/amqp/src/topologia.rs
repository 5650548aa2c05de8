//! As filas, as exchanges e os bindings entre elas.
//!
//! ```text
//! publicador ─► (exchange padrão) ─► fila tarefas ─► trabalhador
//!                                        │ recusada
//!                                        ▼
//!                              exchange tarefas.mortas ─► fila tarefas.mortas
//! ```

use lapin::options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable, LongString};
use lapin::{Channel, ExchangeKind};

/// O nome da fila morta de uma fila, e da exchange que leva a ela.
pub fn morta(fila: &str) -> String {
    format!("{fila}.mortas")
}

/// Declara a fila de trabalho e a fila morta dela. Declarar o que já existe, e
/// é igual, não muda nada; por isso todo trabalhador declara ao chegar.
///
/// # Errors
/// A conversa caiu, ou já há uma fila com esse nome e outras propriedades.
// ANCHOR: declarar
pub async fn declarar(canal: &Channel, fila: &str) -> lapin::Result<()> {
    let morta = morta(fila);
    declarar_morta(canal, &morta).await?;
    let mut argumentos = FieldTable::default();
    // O que for recusado nesta fila, o broker publica naquela exchange.
    let para = AMQPValue::LongString(LongString::from(morta));
    argumentos.insert("x-dead-letter-exchange".into(), para);
    canal
        .queue_declare(fila.into(), duravel(), argumentos)
        .await?;
    Ok(())
}

async fn declarar_morta(canal: &Channel, morta: &str) -> lapin::Result<()> {
    let (nada, regra) = (FieldTable::default, QueueBindOptions::default());
    let opcoes = ExchangeDeclareOptions {
        durable: true,
        ..Default::default()
    };
    canal
        .exchange_declare(morta.into(), ExchangeKind::Fanout, opcoes, nada())
        .await?;
    canal.queue_declare(morta.into(), duravel(), nada()).await?;
    canal
        .queue_bind(morta.into(), morta.into(), "".into(), regra, nada())
        .await
}
// ANCHOR_END: declarar

fn duravel() -> QueueDeclareOptions {
    QueueDeclareOptions {
        durable: true,
        ..Default::default()
    }
}
