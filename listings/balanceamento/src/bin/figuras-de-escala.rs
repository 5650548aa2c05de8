//! Desenha as figuras do capítulo que saem de contas ou de medidas.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{executar, ler_argumentos};
use balanceamento::ajuste::{ajustar, exemplo};
use balanceamento::argumentos::{entregar, ler_medidas};
use balanceamento::figuras::{da_universal, da_vazao, das_duas_perguntas, de_amdahl};
use clap::{Parser, ValueEnum};

/// Desenha, em SVG, uma figura do capítulo.
#[derive(Parser)]
#[command(name = "figuras-de-escala")]
struct Argumentos {
    /// Qual delas
    #[arg(long, value_name = "NOME")]
    figura: Figura,
    /// Arquivo de medidas, para a de vazão; sem ele, o do livro
    #[arg(long, value_name = "ARQUIVO")]
    medidas: Option<PathBuf>,
    /// Arquivo a gravar; sem ele, o SVG vai para a saída
    #[arg(long, value_name = "ARQUIVO")]
    saida: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Figura {
    Amdahl,
    Perguntas,
    Universal,
    Vazao,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| entregar(&svg(&args)?, args.saida.as_deref()))
}

fn svg(args: &Argumentos) -> Result<String> {
    Ok(match args.figura {
        Figura::Amdahl => de_amdahl().em_svg(),
        Figura::Perguntas => das_duas_perguntas().em_svg(),
        Figura::Universal => {
            let medidas = exemplo(1);
            da_universal(&medidas, ajustar(&medidas)?).em_svg()
        }
        Figura::Vazao => da_vazao(&ler_medidas(args.medidas.as_deref())?)?,
    })
}
