//! Escreve num tópico e mostra o que foi confirmado.

use std::process::ExitCode;

use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use kafka::fim::perdoar_interrompido;
use kafka::produtor::linha::rodar;
use kafka::produtor::pedido::Pedido;

/// Envia ao Kafka um registro por linha da entrada padrão. Ctrl-D termina.
#[derive(Parser)]
#[command(name = "produtor")]
struct Argumentos {
    #[command(flatten)]
    pedido: Pedido,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| perdoar_interrompido(rodar(&args.pedido)))
}
