//! Sorteia batalhas e conta com que frequência um general ataca sozinho.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use dois_generais::argumentos::{chance, confirmacoes, gerador, inteiro, sorteios};
use dois_generais::simulacao::tabela;

/// Como terminam muitas batalhas sorteadas, conforme as confirmações.
#[derive(Parser)]
#[command(name = "batalhas")]
struct Argumentos {
    /// Números de confirmações, separados por vírgula
    #[arg(long, value_name = "LISTA", allow_hyphen_values = true, value_delimiter = ',',
          default_value = "0,1,3,10,30", value_parser = confirmacoes)]
    confirmacoes: Vec<u32>,
    /// Chance de cada mensagem se perder
    #[arg(long, value_name = "CHANCE", allow_hyphen_values = true,
          default_value = "0,1", value_parser = chance)]
    perda: f64,
    /// Quantas batalhas sortear em cada linha
    #[arg(long, value_name = "QUANTAS", allow_hyphen_values = true,
          default_value = "10000", value_parser = sorteios)]
    rodadas: u32,
    /// De onde parte o sorteio: a mesma semente dá o mesmo resultado
    #[arg(long, value_name = "NÚMERO", allow_hyphen_values = true,
          default_value = "7", value_parser = inteiro::<u64>)]
    semente: u64,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let mut sorte = gerador(args.semente);
    executar(|| {
        let linhas = tabela(&args.confirmacoes, args.perda, args.rodadas, &mut sorte);
        Ok(escrever_linha(linhas.join("\n")).map(drop)?)
    })
}
