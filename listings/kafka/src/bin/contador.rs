//! Conta palavras de um tópico, uma vez cada.

use std::process::ExitCode;

use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use kafka::contador::Pedido;
use kafka::contador::linha::rodar;
use kafka::fim::perdoar_interrompido;

/// Conta as palavras das frases de um tópico, em transações. Ctrl-C termina.
#[derive(Parser)]
#[command(name = "contador")]
struct Argumentos {
    #[command(flatten)]
    pedido: Pedido,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| perdoar_interrompido(rodar(&args.pedido)))
}
