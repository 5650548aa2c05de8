//! O cliente do depósito: uma chamada por execução.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use grpc::cliente::linha::ligacao::{Ligacao, ligar};
use grpc::cliente::linha::{Alvo, Chamada, fazer};

/// Faz uma chamada ao depósito e mostra a resposta.
#[derive(Parser)]
#[command(name = "deposito-cliente")]
struct Argumentos {
    /// O que chamar; importar e vigiar leem a entrada padrão
    #[arg(long, value_name = "CHAMADA")]
    chamada: Chamada,
    #[command(flatten)]
    alvo: Alvo,
    #[command(flatten)]
    ligacao: Ligacao,
}

fn main() -> ExitCode {
    executar(|| chamar(ler_argumentos()))
}

fn chamar(args: Argumentos) -> Result<()> {
    let executor = tokio::runtime::Runtime::new()?;
    executor.block_on(async {
        let cliente = ligar(&args.ligacao)?;
        fazer(&cliente, args.chamada, args.alvo).await
    })
}
