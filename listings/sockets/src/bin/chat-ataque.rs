//! Um cliente malcriado, para ver como o chat-servidor se defende.

use std::process::ExitCode;

use anyhow::{Context, Result};
use apoio::programa::{endereco, escrever_linha, executar, ler_argumentos};
use apoio::texto::escapar;
use clap::{Parser, ValueEnum};
use sockets::ataque::{Ataque, atacar};
use sockets::conexao::conectar;

/// Entra na sala, quebra uma regra do protocolo e mostra o que o servidor faz.
#[derive(Parser)]
#[command(name = "chat-ataque")]
struct Argumentos {
    /// Que regra quebrar
    #[arg(long, value_name = "ATAQUE")]
    ataque: Tipo,
    /// Onde está o servidor
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25000")]
    #[arg(value_parser = endereco)]
    endereco: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Tipo {
    Gigante,
    MeioQuadro,
    Bytes,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| rodar(&args))
}

fn rodar(args: &Argumentos) -> Result<()> {
    let ataque = match args.ataque {
        Tipo::Gigante => Ataque::Gigante,
        Tipo::MeioQuadro => Ataque::MeioQuadro,
        Tipo::Bytes => Ataque::Bytes,
    };
    let fluxo = conectar(&args.endereco)?;
    escrever_linha(format_args!("envio {:02x?}", ataque.veneno()))?;
    atacar(&fluxo, "atacante", ataque, |linha| {
        let _ = escrever_linha(escapar(linha));
    })
    .context("a conexão caiu")?;
    escrever_linha("o servidor fechou a conexão")?;
    Ok(())
}
