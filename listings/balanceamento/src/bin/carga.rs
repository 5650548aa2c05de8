//! Faz pedidos a um balanceador e conta quem respondeu.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use apoio::programa::{escrever_linha, executar, ler_argumentos, quantidade};
use apoio::texto::{escapar, quantos};
use balanceamento::carga::carregar;
use balanceamento::endereco::resolver;
use clap::Parser;
use tokio::sync::watch;

/// Faz pedidos, um por conexão, e conta quem respondeu e o que se perdeu.
#[derive(Parser)]
#[command(name = "carga")]
struct Argumentos {
    /// A quem pedir
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25020", value_parser = resolver)]
    endereco: SocketAddr,
    /// Quantos pedidos, ao todo
    #[arg(long, value_name = "N", default_value = "300", value_parser = quantidade)]
    pedidos: usize,
    /// Quantas conexões ao mesmo tempo
    #[arg(long, value_name = "N", default_value = "16", value_parser = quantidade)]
    conexoes: usize,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| pedir(&args))
}

fn pedir(args: &Argumentos) -> Result<()> {
    let feitos = watch::Sender::new(0);
    let relatorio = tokio::runtime::Runtime::new()?.block_on(carregar(
        args.endereco,
        0..args.pedidos,
        args.conexoes,
        &feitos,
    ));
    let (boas, perdidas) = (relatorio.respondidas(), relatorio.perdidas());
    let respostas = quantos(boas, "resposta", "respostas");
    let perdas = |n| quantos(n, "perdida", "perdidas");
    escrever_linha(format_args!("{respostas}, {}", perdas(perdidas)))?;
    for (nome, quantas) in &relatorio.respostas {
        escrever_linha(format_args!("{:>8} {quantas}", escapar(nome)))?;
    }
    for (motivo, quantas) in &relatorio.perdas {
        escrever_linha(format_args!("{}: {motivo}", perdas(*quantas)))?;
    }
    ensure!(perdidas == 0, "nem todo pedido foi respondido");
    Ok(())
}
