//! Polling, long polling, SSE e WebSocket, entregando os mesmos eventos.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::medida::cabecalho;
use apoio::programa::{duracao, escrever_linha, executar, ler_argumentos, quantidade};
use clap::Parser;
use websocket::comparar::{comparar, linha};

/// Entrega os mesmos eventos de quatro maneiras e mede atraso e bytes de cada uma.
#[derive(Parser)]
#[command(name = "entregas")]
struct Argumentos {
    /// Quantos eventos
    #[arg(long, value_name = "N", default_value = "100", value_parser = quantidade)]
    eventos: usize,
    /// O tempo médio entre um evento e o seguinte
    #[arg(long, value_name = "TEMPO", default_value = "300ms", value_parser = duracao)]
    media: Duration,
    /// De onde partem os sorteios
    #[arg(long, value_name = "NÚMERO", default_value = "16")]
    semente: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let resultado = rodar(&args).await;
    executar(|| resultado)
}

async fn rodar(args: &Argumentos) -> Result<()> {
    let medidas = comparar(args.eventos, args.media, args.semente).await?;
    let comando = "cargo run --release -p websocket --bin entregas";
    escrever_linha(cabecalho(comando).trim_end())?;
    let (eventos, media) = (args.eventos, args.media);
    escrever_linha(format_args!(
        "# {eventos} eventos de 64 bytes, um a cada {media:?}"
    ))?;
    escrever_linha("maneira;atraso médio (ms);p99 (ms);bytes por evento;pedidos")?;
    for (nome, medida) in &medidas {
        escrever_linha(linha(nome, medida))?;
    }
    Ok(())
}
