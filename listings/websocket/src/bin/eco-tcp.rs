//! O limite: um eco que não fala protocolo nenhum.

use std::process::ExitCode;

use anyhow::Result;
use apoio::fim;
use apoio::programa::{anunciar, endereco, executar, ler_argumentos};
use clap::Parser;
use websocket::conexao::{escutar, limites_que_cabem};
use websocket::eco_tcp::servir;

/// Sessões ao mesmo tempo; a seguinte espera.
const SESSOES: usize = 1024;

/// Devolve os bytes como vieram: a referência das medidas.
#[derive(Parser)]
#[command(name = "eco-tcp")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8767", value_parser = endereco)]
    endereco: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let resultado = rodar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn rodar(args: Argumentos) -> Result<()> {
    let limites = limites_que_cabem(SESSOES)?;
    let fim = fim::pedido("corto as conexões")?;
    let ouvinte = escutar(&args.endereco).await?;
    anunciar(ouvinte.local_addr()?);
    servir(ouvinte, limites, fim).await;
    Ok(())
}
