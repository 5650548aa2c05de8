//! O servidor da saudação.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{anunciar, ao_pedir_fim, executar, ler_argumentos, quantidade};
use clap::Parser;
use tokio_util::sync::CancellationToken;
use websocket::conexao::escutar;
use websocket::limites::Limites;
use websocket::ola::{Modo, servir};

/// Recebe nomes e responde `Olá, NOME!`, por WebSocket.
#[derive(Parser)]
#[command(name = "ola-servidor")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8765")]
    endereco: String,
    /// Devolve a mensagem como veio, em vez de saudar
    #[arg(long)]
    eco: bool,
    /// Clientes ao mesmo tempo; o seguinte espera
    #[arg(long, value_name = "N", default_value = "1024", value_parser = quantidade)]
    limite: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let resultado = rodar(args).await;
    executar(|| resultado)
}

async fn rodar(args: Argumentos) -> Result<()> {
    let fim = CancellationToken::new();
    let aviso = fim.clone();
    ao_pedir_fim(move || aviso.cancel())?;
    let ouvinte = escutar(&args.endereco).await?;
    anunciar(ouvinte.local_addr()?);
    let limites = Limites {
        sessoes: args.limite,
        ..Limites::default()
    };
    let modo = if args.eco { Modo::Eco } else { Modo::Saudacao };
    servir(ouvinte, modo, limites, fim).await;
    Ok(())
}
