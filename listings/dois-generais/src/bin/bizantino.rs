//! Verifica OM(m) contra tudo o que os traidores podem dizer.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use dois_generais::argumentos::{gerador, inteiro, recusar, sorteios};
use dois_generais::bizantino::modelo::{sortear_todos, verificar_todos};
use dois_generais::bizantino::{Cenario, Impossivel, relato};

/// Procura, entre tudo o que os traidores podem dizer, o que engana os leais.
#[derive(Parser)]
#[command(name = "bizantino")]
struct Argumentos {
    /// Quantos generais, contando o comandante
    #[arg(long, value_name = "QUANTOS", allow_hyphen_values = true,
          default_value = "4", value_parser = inteiro::<usize>)]
    generais: usize,
    /// Quantos deles são traidores
    #[arg(long, value_name = "QUANTOS", allow_hyphen_values = true,
          default_value = "1", value_parser = inteiro::<usize>)]
    traidores: usize,
    /// O m de OM(m) (sem dizer: o número de traidores, se couber)
    #[arg(long, value_name = "M", allow_hyphen_values = true, value_parser = inteiro::<usize>)]
    repasses: Option<usize>,
    /// Em vez de percorrer tudo, sorteia tantas execuções
    #[arg(long, value_name = "QUANTAS", allow_hyphen_values = true, value_parser = sorteios)]
    sorteios: Option<u32>,
    /// De onde parte o sorteio: a mesma semente dá o mesmo resultado
    #[arg(long, value_name = "NÚMERO", allow_hyphen_values = true,
          default_value = "7", value_parser = inteiro::<u64>)]
    semente: u64,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    match examinar(&args) {
        Ok(linhas) => executar(|| Ok(escrever_linha(linhas.join("\n")).map(drop)?)),
        Err(motivo) => recusar(&motivo),
    }
}

fn examinar(args: &Argumentos) -> Result<Vec<String>, Impossivel> {
    let usual = args.traidores.min(args.generais.saturating_sub(2));
    let repasses = args.repasses.unwrap_or(usual);
    let cenarios = Cenario::todos(args.generais, repasses, args.traidores)?;
    let exames = match args.sorteios {
        None => verificar_todos(cenarios)?,
        Some(n) => sortear_todos(cenarios, n as usize, &mut gerador(args.semente))?,
    };
    Ok(relato::linhas(&exames, args.sorteios.is_some()))
}
