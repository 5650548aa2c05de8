//! Quanto leva entregar: T = L + n/B, para vários tamanhos.

use std::process::ExitCode;

use apoio::programa::{escrever_linhas, executar, ler_argumentos};
use clap::Parser;
use encapsulamento::entrega::{Bytes, Caminho, Segundos, Vazao, tabela};

/// Mostra em que o tempo de uma entrega se gasta: na latência ou na vazão.
#[derive(Parser)]
#[command(name = "tempo-de-entrega")]
struct Argumentos {
    /// Quanto demora o primeiro bit
    #[arg(
        long,
        value_name = "TEMPO",
        default_value = "10ms",
        allow_hyphen_values = true
    )]
    latencia: Segundos,
    /// Quantos bits passam por segundo
    #[arg(
        long,
        value_name = "TAXA",
        default_value = "100Mbit",
        allow_hyphen_values = true
    )]
    vazao: Vazao,
    /// Tamanhos de carga, separados por vírgula
    #[arg(
        long,
        value_name = "LISTA",
        default_value = "64B,1500B,64kB,1MB,100MB,10GB",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    bytes: Vec<Bytes>,
}

fn main() -> ExitCode {
    let argumentos: Argumentos = ler_argumentos();
    let caminho = Caminho {
        latencia: argumentos.latencia.0,
        vazao: argumentos.vazao.0,
    };
    let tamanhos: Vec<_> = argumentos.bytes.iter().map(|b| b.0).collect();
    executar(|| {
        escrever_linhas(tabela::linhas(caminho, &tamanhos))?;
        Ok(())
    })
}
