//! O servidor das salas de conversa.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::fim;
use apoio::programa::{anunciar, conexoes, duracao, endereco, executar, ler_argumentos};
use clap::Parser;
use websocket::conexao::{escutar, limites_que_cabem};
use websocket::historia::Historia;
use websocket::{limites::Limites, servidor::servir, tls};

/// Salas de conversa por WebSocket, com história; a página está em http://HOST:PORTA/.
#[derive(Parser)]
#[command(name = "salas-servidor")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8766", value_parser = endereco)]
    endereco: String,
    /// Onde guardar o que se diz
    #[arg(long, value_name = "ARQUIVO", default_value = "salas.historia")]
    historia: PathBuf,
    /// Espera cada fala chegar ao disco: sobrevive também à falta de luz
    #[arg(long)]
    sincronizar: bool,
    /// Sessões ao mesmo tempo; a seguinte é recusada
    #[arg(long, value_name = "N", default_value = "12000", value_parser = conexoes)]
    limite: usize,
    /// Silêncio depois do qual se pergunta se o cliente vive
    #[arg(long, value_name = "PRAZO", default_value = "20s", value_parser = duracao)]
    silencio: Duration,
    #[command(flatten)]
    tls: tls::Opcoes,
}

#[tokio::main]
async fn main() -> ExitCode {
    let resultado = rodar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn rodar(args: Argumentos) -> Result<()> {
    let tls = args.tls.aceitador()?;
    let limites = Limites {
        silencio: args.silencio,
        ..limites_que_cabem(args.limite)?
    };
    let historia = Historia::abrir(&args.historia, args.sincronizar)?;
    let fim = fim::pedido("despeço-me de cada um")?;
    let ouvinte = escutar(&args.endereco).await?;
    anunciar(ouvinte.local_addr()?);
    servir(ouvinte, limites, historia, tls, fim).await;
    Ok(())
}
