//! Desenha o conjunto de Mandelbrot em SVG.

use std::num::NonZero;
use std::process::ExitCode;
use std::thread::available_parallelism;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use paralelismo::mandelbrot::{Quadro, calcular, em_svg};
use paralelismo::modo::Modo;

/// Escreve na saída padrão o conjunto de Mandelbrot, em SVG.
#[derive(Parser)]
#[command(name = "mandelbrot")]
struct Argumentos {
    /// Como repartir
    #[arg(long, value_enum, default_value = "rayon")]
    modo: Modo,
    /// Pontos na largura; na altura são três quartos disso (de 4 a 2000)
    #[arg(long, value_name = "N", default_value = "96", value_parser = largura)]
    largura: u32,
    /// Voltas antes de concluir que o ponto não foge (de 16 a 100000)
    #[arg(long, value_name = "N", default_value = "200", value_parser = voltas)]
    voltas: u32,
}

fn largura(texto: &str) -> Result<u32, String> {
    entre(texto, 4, 2000)
}

fn voltas(texto: &str) -> Result<u32, String> {
    entre(texto, 16, 100_000)
}

fn entre(texto: &str, de: u32, ate: u32) -> Result<u32, String> {
    match texto.parse() {
        Ok(n) if (de..=ate).contains(&n) => Ok(n),
        _ => Err(format!("escreva um número de {de} a {ate}")),
    }
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let threads = available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let (colunas, linhas) = (args.largura, args.largura * 3 / 4);
        let quadro = Quadro {
            colunas,
            linhas,
            voltas: args.voltas,
        };
        escrever_linha(em_svg(quadro, &calcular(quadro, args.modo, threads)).trim_end())?;
        Ok(())
    })
}
