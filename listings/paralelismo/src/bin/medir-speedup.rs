//! Mede os três trabalhos nos três modos e grava `speedup.csv`, por costume em `target/`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use apoio::medida::{cabecalho, exigir_pasta, gravar};
use apoio::programa::{executar, ler_argumentos, quantidade};
use clap::Parser;
use paralelismo::mandelbrot::Quadro;
use paralelismo::medicao::medir;
use paralelismo::medidas::escrever;

/// Mede ordenar, contar palavras e desenhar com 1, 2 e 4 threads.
#[derive(Parser)]
#[command(name = "medir-speedup")]
struct Argumentos {
    /// A pasta onde gravar speedup.csv
    #[arg(long, value_name = "PASTA", default_value = "target")]
    pasta: PathBuf,
    /// Quantos números ordenar
    #[arg(long, value_name = "N", default_value = "10000000", value_parser = quantidade)]
    numeros: usize,
    /// Quantos milhões de bytes de texto contar
    #[arg(long, value_name = "MB", default_value = "200", value_parser = quantidade)]
    texto: usize,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        exigir_pasta(&args.pasta)?;
        let quadro = Quadro {
            colunas: 1200,
            linhas: 900,
            voltas: 300,
        };
        let bytes = args.texto.saturating_mul(1_000_000);
        let medidas = medir(args.numeros, bytes, quadro)
            .context("o sistema não criou as threads")?;
        let cabecalho =
            cabecalho("cargo run --release -p paralelismo --bin medir-speedup");
        gravar(&args.pasta, "speedup.csv", &escrever(&cabecalho, &medidas))
    })
}
