//! Põe a fórmula ao lado da simulação, uma linha para cada número de máquinas.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use disponibilidade::argumentos::{Grupos, Sorteio, recusar};
use disponibilidade::figuras::Recusa;
use disponibilidade::tabela;

/// A chance de um grupo de máquinas estar parado, pela fórmula e pelo sorteio.
#[derive(Parser)]
#[command(name = "tabela-de-falhas")]
struct Argumentos {
    #[command(flatten)]
    grupos: Grupos,
    #[command(flatten)]
    sorteio: Sorteio,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    match linhas(&args) {
        // Tudo de uma vez: um argumento ruim não deixa meia tabela na tela.
        Ok(linhas) => executar(|| Ok(escrever_linha(linhas.join("\n")).map(drop)?)),
        Err(recusa) => recusar(&recusa),
    }
}

fn linhas(args: &Argumentos) -> Result<Vec<String>, Recusa> {
    let cenarios = args.grupos.cenarios()?;
    let mut sorte = args.sorteio.gerador();
    Ok(tabela::linhas(&cenarios, args.sorteio.rodadas, &mut sorte)?)
}
