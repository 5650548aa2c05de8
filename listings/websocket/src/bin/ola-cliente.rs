//! O cliente da saudação.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{endereco, executar, ler_argumentos};
use clap::Parser;
use websocket::ola_cliente::saudar;
use websocket::tls;

/// Manda cada linha da entrada, um nome, e mostra a saudação.
#[derive(Parser)]
#[command(name = "ola-cliente")]
struct Argumentos {
    /// Onde está o servidor
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8765", value_parser = endereco)]
    endereco: String,
    /// Um nome só, em vez das linhas da entrada
    #[arg(long, value_name = "NOME")]
    nome: Option<String>,
    /// Em quem confiar, em PEM: liga o TLS
    #[arg(long, value_name = "ARQUIVO")]
    ca: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let resultado = rodar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn rodar(args: Argumentos) -> Result<()> {
    let tls = args.ca.as_deref().map(tls::do_cliente).transpose()?;
    saudar(&args.endereco, args.nome, tls).await
}
