//! O cliente da saudação.

use std::process::ExitCode;

use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use websocket::ola_cliente::saudar;

/// Manda cada linha da entrada, um nome, e mostra a saudação.
#[derive(Parser)]
#[command(name = "ola-cliente")]
struct Argumentos {
    /// Onde está o servidor
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8765")]
    endereco: String,
    /// Um nome só, em vez das linhas da entrada
    #[arg(long, value_name = "NOME")]
    nome: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let resultado = saudar(&args.endereco, args.nome).await;
    executar(|| resultado)
}
