//! As filas, as exchanges e as ligações entre elas.
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

// ANCHOR: declarar
/// Declara a fila de trabalho e a fila morta dela. Declarar o que já existe, e
/// é igual, não muda nada; por isso todo trabalhador declara ao chegar.
///
/// # Errors
/// A conversa caiu, ou já há uma fila com esse nome e outras propriedades.
pub async fn declarar(canal: &Channel, fila: &str) -> lapin::Result<()> {
    let duravel = QueueDeclareOptions {
        durable: true,
        ..Default::default()
    };
    let morta = morta(fila);
    let opcoes = ExchangeDeclareOptions {
        durable: true,
        ..Default::default()
    };
    let leque = ExchangeKind::Fanout;
    let nada = FieldTable::default;
    canal
        .exchange_declare(morta.as_str().into(), leque, opcoes, nada())
        .await?;
    canal
        .queue_declare(morta.as_str().into(), duravel, nada())
        .await?;
    let ligar = QueueBindOptions::default();
    canal
        .queue_bind(
            morta.as_str().into(),
            morta.as_str().into(),
            "".into(),
            ligar,
            nada(),
        )
        .await?;
    let mut argumentos = FieldTable::default();
    let para = AMQPValue::LongString(LongString::from(morta));
    argumentos.insert("x-dead-letter-exchange".into(), para);
    canal
        .queue_declare(fila.into(), duravel, argumentos)
        .await?;
    Ok(())
}
// ANCHOR_END: declarar
