//! Quantos pares de estações ainda conversam depois da mesma falha.

use std::process::ExitCode;

use apoio::programa::{escrever_linhas, executar, ler_argumentos};
use clap::Parser;
use encapsulamento::argumentos::estacoes;
use encapsulamento::topologia::tabela;

/// Compara topologias: quantos pares de estações ainda conversam, no pior caso de cada falha.
#[derive(Parser)]
#[command(name = "topologias")]
struct Argumentos {
    /// Quantas estações tem a rede
    #[arg(long, value_name = "QUANTAS", default_value = "6", value_parser = estacoes,
          allow_hyphen_values = true)]
    estacoes: usize,
}

fn main() -> ExitCode {
    let argumentos: Argumentos = ler_argumentos();
    executar(|| {
        escrever_linhas(tabela::linhas(argumentos.estacoes))?;
        Ok(())
    })
}
