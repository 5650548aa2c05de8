//! O jantar dos filósofos: pela regra que trava, ou por uma que não trava.

use std::process::ExitCode;

use anyhow::anyhow;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use threads::filosofos::{Regra, servir};

/// Um filósofo come sozinho; mais de mil não cabem numa mesa.
fn filosofos(texto: &str) -> Result<usize, String> {
    match texto.parse() {
        Ok(n @ 2..=1000) => Ok(n),
        _ => Err("escreva um número de 2 a 1000".to_owned()),
    }
}

fn vezes(texto: &str) -> Result<u32, String> {
    match texto.parse() {
        Ok(n @ 1..) => Ok(n),
        _ => Err(format!("escreva um número de 1 a {}", u32::MAX)),
    }
}

/// Janta com N filósofos e mostra se a espera fechou um círculo.
#[derive(Parser)]
#[command(name = "filosofos")]
struct Argumentos {
    /// Como se pegam os garfos
    #[arg(long, value_enum, default_value = "esquerda")]
    regra: Regra,
    /// Quantos filósofos
    #[arg(long, value_name = "N", default_value = "5", value_parser = filosofos)]
    filosofos: usize,
    /// Quantas vezes cada um come
    #[arg(long, value_name = "N", default_value = "1000", value_parser = vezes)]
    vezes: u32,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let fim = servir(args.regra, args.filosofos, args.vezes).map_err(|_| {
            anyhow!("o sistema não criou {} threads: peça menos", args.filosofos)
        })?;
        let linha = match fim {
            Ok(refeicoes) => format!("{refeicoes} refeições, e todos se levantaram"),
            Err(impasse) => impasse.to_string(),
        };
        escrever_linha(linha)?;
        Ok(())
    })
}
