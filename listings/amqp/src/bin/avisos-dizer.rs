//! Diz um aviso a todos os que ouvem agora.

use std::process::ExitCode;

use amqp::avisos::dizer;
use amqp::conexao::{conectar, fechar, no_prazo};
use amqp::onde::{Onde, nome};
use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;

/// Publica um aviso na exchange em leque.
#[derive(Parser)]
#[command(name = "avisos-dizer")]
struct Argumentos {
    /// O aviso
    #[arg(long, value_name = "TEXTO")]
    aviso: String,
    /// A exchange
    #[arg(long, value_name = "NOME", default_value = "avisos", value_parser = nome)]
    exchange: String,
    #[command(flatten)]
    onde: Onde,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let resultado = falar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn falar(args: Argumentos) -> Result<()> {
    let conexao = conectar(&args.onde.broker, args.onde.prazo).await?;
    let havia = no_prazo(dizer(&conexao, &args.exchange, &args.aviso)).await?;
    escrever_linha(if havia { "dito" } else { "ninguém ouvia" })?;
    fechar(&conexao).await;
    Ok(())
}
