//! Um servidor que responde com o próprio nome, para pôr atrás do balanceador.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use apoio::endereco::escutar;
use apoio::programa::{anunciar, ao_pedir_fim, duracao, executar, ler_argumentos};
use balanceamento::endereco::resolver;
use balanceamento::servidor::{Servico, rodar};
use clap::Parser;
use tokio_util::sync::CancellationToken;

/// Responde a cada linha com o seu nome e a linha.
#[derive(Parser)]
#[command(name = "servidor")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25021", value_parser = resolver)]
    endereco: SocketAddr,
    /// Como se apresenta nas respostas
    #[arg(long, value_name = "NOME", default_value = "A")]
    nome: String,
    /// Quanto pensa antes de cada resposta
    #[arg(long, value_name = "TEMPO", value_parser = duracao)]
    atraso: Option<Duration>,
    /// Devolve os bytes como vieram, sem nome: para medir vazão
    #[arg(long)]
    eco: bool,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| servir(args))
}

fn servir(args: Argumentos) -> Result<()> {
    let fim = CancellationToken::new();
    let aviso = fim.clone();
    ao_pedir_fim(move || aviso.cancel())?;
    let ouvinte = escutar(args.endereco)?;
    anunciar(ouvinte.local_addr()?);
    let servico = match args.eco {
        true => Servico::Eco,
        false => Servico::Nome {
            nome: args.nome,
            atraso: args.atraso.unwrap_or_default(),
        },
    };
    rodar(ouvinte, servico, fim).context("o servidor parou")
}
