//! Os argumentos que todo programa tem: onde está o broker, e quanto insistir.

use std::time::Duration;

use apoio::programa::duracao;
use clap::Args;

use crate::endereco::Broker;
use crate::livro::{MAIOR_ID, serve};

/// No AMQP um nome tem até 255 bytes, e a fila morta acrescenta `.mortas`.
const MAIOR_NOME: usize = 255 - ".mortas".len();
/// O lote leva ainda um traço e o número da tarefa, de até vinte algarismos.
const MAIOR_LOTE: usize = MAIOR_ID - 21;

/// Aceita o nome de uma fila ou de uma exchange.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn nome(texto: &str) -> Result<String, String> {
    if (1..=MAIOR_NOME).contains(&texto.len()) {
        Ok(texto.to_owned())
    } else {
        Err(format!("escreva um nome de 1 a {MAIOR_NOME} bytes"))
    }
}

/// Aceita o começo de um identificador de tarefa.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn lote(texto: &str) -> Result<String, String> {
    if serve(texto) && texto.len() <= MAIOR_LOTE {
        Ok(texto.to_owned())
    } else {
        Err(format!(
            "escreva um texto de 1 a {MAIOR_LOTE} bytes, sem espaço"
        ))
    }
}

/// Onde está o broker.
#[derive(Args)]
pub struct Onde {
    /// Onde está o broker; também pela variável AMQP_URL
    #[arg(
        long,
        value_name = "URL",
        env = "AMQP_URL",
        hide_env = true,
        default_value = "amqp://guest:guest@127.0.0.1:5672/%2f"
    )]
    pub broker: Broker,
    /// Quanto insistir, sem broker, antes de desistir
    #[arg(long, value_name = "PRAZO", default_value = "30s", value_parser = duracao)]
    pub prazo: Duration,
}
