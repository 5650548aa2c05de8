//! Muitos clientes calados nas salas, para medir o que cada um custa ao servidor.

use std::process::ExitCode;

use anyhow::Result;
use apoio::descritores::permitir;
use apoio::programa::{conexoes, endereco, escrever_linha, executar, ler_argumentos};
use clap::Parser;
use websocket::entrada::linhas;
use websocket::multidao::Multidao;

/// Clientes entre um aviso e outro.
const DE_CADA_VEZ: usize = 500;

/// Põe clientes calados nas salas, até a entrada acabar.
#[derive(Parser)]
#[command(name = "multidao")]
struct Argumentos {
    /// Onde está o servidor
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8766", value_parser = endereco)]
    endereco: String,
    /// Quantos clientes
    #[arg(long, value_name = "N", default_value = "1000", value_parser = conexoes)]
    clientes: usize,
    /// O começo dos nomes, para rodar mais de uma multidão ao mesmo tempo
    #[arg(long, value_name = "NOME", default_value = "m")]
    marca: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let resultado = rodar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn rodar(args: Argumentos) -> Result<()> {
    permitir(args.clientes as u64 + 64)?;
    let mut dentro = Multidao::vazia(&args.endereco, &args.marca);
    // Uma linha a cada tanto: quem espera vê que a multidão anda.
    for quantos in (DE_CADA_VEZ..args.clientes)
        .step_by(DE_CADA_VEZ)
        .chain([args.clientes])
    {
        dentro.crescer(quantos).await?;
        if !escrever_linha(format_args!("{quantos} dentro"))? {
            dentro.sair().await; // ninguém lê: não há para quem crescer
            return Ok(());
        }
    }
    let mut entrada = linhas();
    while entrada.recv().await.is_some() {}
    escrever_linha(format_args!("{} ainda dentro", dentro.sair().await))?;
    Ok(())
}
