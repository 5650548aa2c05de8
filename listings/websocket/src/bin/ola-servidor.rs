//! O servidor da saudação.

use std::process::ExitCode;

use anyhow::Result;
use apoio::fim;
use apoio::programa::{anunciar, conexoes, endereco, executar, ler_argumentos};
use clap::Parser;
use websocket::conexao::{escutar, limites_que_cabem};
use websocket::ola::{Modo, Ola};
use websocket::tls;

/// Recebe nomes e responde `Olá, NOME!`, por WebSocket.
#[derive(Parser)]
#[command(name = "ola-servidor")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8765", value_parser = endereco)]
    endereco: String,
    /// Devolve a mensagem como veio, em vez de saudar
    #[arg(long)]
    eco: bool,
    /// Clientes ao mesmo tempo; o seguinte espera
    #[arg(long, value_name = "N", default_value = "1024", value_parser = conexoes)]
    limite: usize,
    #[command(flatten)]
    tls: tls::Opcoes,
}

#[tokio::main]
async fn main() -> ExitCode {
    let resultado = rodar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn rodar(args: Argumentos) -> Result<()> {
    let limites = limites_que_cabem(args.limite)?;
    let modo = if args.eco { Modo::Eco } else { Modo::Saudacao };
    let tls = args.tls.aceitador()?;
    let fim = fim::pedido("despeço-me de cada um")?;
    let ouvinte = escutar(&args.endereco).await?;
    anunciar(ouvinte.local_addr()?);
    Ola { modo, limites, tls }.servir(ouvinte, fim).await;
    Ok(())
}
