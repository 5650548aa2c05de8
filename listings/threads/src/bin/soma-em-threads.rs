//! Soma de 1 a N de três maneiras, que dão o mesmo.

use std::num::NonZero;
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use apoio::programa::{escrever_linha, executar, ler_argumentos, quantidade};
use clap::Parser;
use threads::soma;

/// Cem milhões de números ocupam 800 MB: mais que isso não ensina mais nada.
const MAXIMO: usize = 100_000_000;

/// Soma os números de 1 a N, repartidos entre threads.
#[derive(Parser)]
#[command(name = "soma-em-threads")]
struct Argumentos {
    /// Até que número somar
    #[arg(long, value_name = "N", default_value = "1000", value_parser = numeros)]
    ate: usize,
    /// Quantas threads
    #[arg(long, value_name = "T", default_value = "4", value_parser = quantidade)]
    threads: usize,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let numeros: Vec<u64> = (1..=args.ate as u64).collect();
        let threads = NonZero::new(args.threads).context("ao menos uma thread")?;
        let cada = args.ate.div_ceil(args.threads);
        escrever_linha(format_args!("números por thread: {cada}, no máximo"))?;
        escrever_linha(format_args!("sequencial: {}", soma::sequencial(&numeros)))?;

        let recusa = |_| anyhow!("o sistema não criou {threads} threads: peça menos");
        let soma = soma::com_escopo(&numeros, threads).map_err(recusa)?;
        escrever_linha(format_args!("com escopo: {soma}"))?;
        let soma = soma::com_posse(numeros, threads).map_err(recusa)?;
        escrever_linha(format_args!("com posse:  {soma}"))?;
        Ok(())
    })
}

fn numeros(texto: &str) -> Result<usize, String> {
    match quantidade(texto)? {
        n if n <= MAXIMO => Ok(n),
        _ => Err(format!("escreva um número de até {MAXIMO}")),
    }
}
