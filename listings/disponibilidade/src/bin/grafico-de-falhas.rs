//! Desenha a chance de alguma máquina estar parada, conforme quantas há.

use std::path::PathBuf;
use std::process::ExitCode;

use apoio::programa::ler_argumentos;
use clap::Parser;
use disponibilidade::argumentos::{Sorteio, entregar};
use disponibilidade::figuras::por_maquinas;
use disponibilidade::probabilidade::Probabilidade;

/// Desenha, em SVG, a chance de alguma parada entre 1 e 10.000 máquinas.
#[derive(Parser)]
#[command(name = "grafico-de-falhas")]
struct Argumentos {
    /// Chance de cada máquina estar parada; repita para até três curvas
    /// (sem nenhuma: 0,1, 0,01 e 0,001)
    #[arg(long, value_name = "CHANCE", allow_hyphen_values = true)]
    p: Vec<Probabilidade>,
    /// Arquivo a gravar; sem ele, o SVG vai para a saída
    #[arg(long, value_name = "ARQUIVO")]
    saida: Option<PathBuf>,
    #[command(flatten)]
    sorteio: Sorteio,
}

fn main() -> ExitCode {
    let mut args: Argumentos = ler_argumentos();
    if args.p.is_empty() {
        let usuais = [0.1, 0.01, 0.001].map(Probabilidade::nova);
        args.p.extend(usuais.into_iter().flatten());
    }
    let mut sorte = args.sorteio.gerador();
    let grafico = por_maquinas(&args.p, args.sorteio.rodadas, &mut sorte);
    entregar(grafico, args.saida.as_deref())
}
