//! Põe a fórmula ao lado da simulação, uma linha para cada número de máquinas.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use disponibilidade::argumentos::{Sorteio, inteiro, recusar};
use disponibilidade::figuras::Recusa;
use disponibilidade::grupo::Exigencia;
use disponibilidade::probabilidade::Probabilidade;
use disponibilidade::simulacao::Cenario;
use disponibilidade::tabela;

/// A chance de um grupo de máquinas estar parado, pela fórmula e pelo sorteio.
#[derive(Parser)]
#[command(name = "tabela-de-falhas")]
struct Argumentos {
    /// Chance de cada máquina estar parada
    #[arg(
        long,
        value_name = "CHANCE",
        allow_hyphen_values = true,
        default_value = "0,01"
    )]
    p: Probabilidade,
    /// Números de máquinas, separados por vírgula
    #[arg(long, value_name = "LISTA", allow_hyphen_values = true, default_value = "1,10,100,1000",
          value_delimiter = ',', value_parser = inteiro)]
    n: Vec<u32>,
    /// Quantas precisam estar de pé: todas, maioria, uma ou um número
    #[arg(
        long,
        value_name = "QUANTAS",
        allow_hyphen_values = true,
        default_value = "todas"
    )]
    precisa: Exigencia,
    /// Chance de algo derrubar todas de uma vez
    #[arg(
        long,
        value_name = "CHANCE",
        allow_hyphen_values = true,
        default_value = "0"
    )]
    causa_comum: Probabilidade,
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
    let (parada, causa_comum) = (args.p, args.causa_comum);
    let grupos = args.n.iter().map(|&n| args.precisa.em(n));
    let cenarios = grupos.map(|grupo| {
        Ok(Cenario {
            grupo: grupo?,
            parada,
            causa_comum,
        })
    });
    let cenarios = cenarios.collect::<Result<Vec<_>, Recusa>>()?;
    let mut sorte = args.sorteio.gerador();
    Ok(tabela::linhas(&cenarios, args.sorteio.rodadas, &mut sorte)?)
}
