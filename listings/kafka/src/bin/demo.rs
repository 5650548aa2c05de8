//! O Kafka sem instalar nada: partições, chaves, offsets e grupos.

use std::process::ExitCode;

use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use kafka::demo::rodar;

/// Traz um broker dentro, escreve, reparte entre membros, lê, confirma e retoma.
#[derive(Parser)]
#[command(name = "demo")]
struct Argumentos {}

fn main() -> ExitCode {
    let Argumentos {} = ler_argumentos();
    executar(rodar)
}
