//! O limite: um eco que não fala protocolo nenhum.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{anunciar, executar, ler_argumentos};
use clap::Parser;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use websocket::conexao::{escutar, sem_nagle};

/// Devolve os bytes como vieram: a referência das medidas.
#[derive(Parser)]
#[command(name = "eco-tcp")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8767")]
    endereco: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let resultado = servir(ler_argumentos()).await;
    executar(|| resultado)
}

async fn servir(args: Argumentos) -> Result<()> {
    let ouvinte = escutar(&args.endereco).await?;
    anunciar(ouvinte.local_addr()?);
    loop {
        let (mut fluxo, _) = ouvinte.accept().await?;
        sem_nagle(&fluxo);
        tokio::spawn(async move {
            let mut buffer = vec![0; 4096];
            while let Ok(lidos @ 1..) = fluxo.read(&mut buffer).await {
                if fluxo.write_all(&buffer[..lidos]).await.is_err() {
                    break;
                }
            }
        });
    }
}
