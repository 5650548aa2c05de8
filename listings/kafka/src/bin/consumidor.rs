//! Lê um tópico como membro de um grupo.

use std::process::ExitCode;

use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use kafka::consumidor::linha::rodar;
use kafka::consumidor::pedido::Pedido;
use kafka::fim::perdoar_interrompido;

/// Mostra os registros de um tópico, e confirma depois de mostrar. Ctrl-C termina.
#[derive(Parser)]
#[command(name = "consumidor")]
struct Argumentos {
    #[command(flatten)]
    pedido: Pedido,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| perdoar_interrompido(rodar(&args.pedido)))
}
