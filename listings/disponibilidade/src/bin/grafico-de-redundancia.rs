//! Desenha a disponibilidade de um grupo, conforme a de cada máquina.

use std::path::PathBuf;
use std::process::ExitCode;

use apoio::programa::ler_argumentos;
use clap::Parser;
use disponibilidade::argumentos::{Sorteio, entregar, inteiro};
use disponibilidade::figuras::por_disponibilidade;

/// Desenha, em SVG, a disponibilidade de um grupo conforme a de cada máquina.
#[derive(Parser)]
#[command(name = "grafico-de-redundancia")]
struct Argumentos {
    /// Quantas máquinas tem o grupo
    #[arg(long, value_name = "QUANTAS", allow_hyphen_values = true, default_value = "3", value_parser = inteiro)]
    n: u32,
    /// Arquivo a gravar; sem ele, o SVG vai para a saída
    #[arg(long, value_name = "ARQUIVO")]
    saida: Option<PathBuf>,
    #[command(flatten)]
    sorteio: Sorteio,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let mut sorte = args.sorteio.gerador();
    let grafico = por_disponibilidade(args.n, args.sorteio.rodadas, &mut sorte);
    entregar(grafico, args.saida.as_deref())
}
