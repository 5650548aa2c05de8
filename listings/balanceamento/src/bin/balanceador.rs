//! Um balanceador TCP: reparte conexões entre servidores.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Context, Result};
use apoio::endereco::escutar;
use apoio::programa::{anunciar, ao_pedir_fim, executar, ler_argumentos, registrar};
use balanceamento::argumentos::{Prazos, Servidores, recusar};
use balanceamento::balanceador::rodar;
use balanceamento::endereco::{conferir, resolver};
use balanceamento::grupo::Grupo;
use balanceamento::politica::Politica;
use clap::Parser;
use tokio_util::sync::CancellationToken;

/// Reparte conexões TCP entre servidores, e só entre os vivos.
#[derive(Parser)]
#[command(name = "balanceador")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25020", value_parser = resolver)]
    endereco: SocketAddr,
    /// Como escolher o servidor
    #[arg(long, value_name = "POLÍTICA", default_value = "duas-escolhas")]
    politica: Politica,
    /// De onde partem os sorteios; sem ela, cada execução tem os seus
    #[arg(long, value_name = "NÚMERO")]
    semente: Option<u64>,
    #[command(flatten)]
    servidores: Servidores,
    #[command(flatten)]
    prazos: Prazos,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    match conferir(&args.servidores.servidor, args.endereco) {
        Ok(()) => executar(|| balancear(args)),
        Err(motivo) => recusar(&motivo),
    }
}

fn balancear(mut args: Argumentos) -> Result<()> {
    args.prazos.caber(args.servidores.servidor.len())?;
    let fim = CancellationToken::new();
    let aviso = fim.clone();
    ao_pedir_fim(move || aviso.cancel())?;
    let ouvinte = escutar(args.endereco)?;
    anunciar(ouvinte.local_addr()?);
    let ajustes = args.prazos.ajustes(args.servidores.intervalo);
    let limites = args.servidores.limites();
    let semente = args.semente.unwrap_or_else(rand::random);
    let grupo = Grupo::novo(args.servidores.servidor, args.politica, semente, limites);
    let contagem = rodar(ouvinte, grupo, ajustes, fim).context("o balanceador parou")?;
    registrar(format_args!("fim: {contagem}"));
    Ok(())
}
