//! Em que estado acorda, depois de uma queda, cada maneira de guardar saldos.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::{Parser, ValueEnum};
use eventos::errado::quedas::{self, tabela};

/// Transfere 30,00 de ana para bia e derruba a energia depois de cada byte.
#[derive(Parser)]
#[command(name = "quedas")]
struct Argumentos {
    /// Como os saldos são guardados
    #[arg(long, value_enum, value_name = "FORMA", default_value = "registro")]
    forma: Forma,
}

#[derive(Clone, Copy, ValueEnum)]
enum Forma {
    NoLugar,
    SemSoma,
    Registro,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let forma = match args.forma {
        Forma::NoLugar => quedas::Forma::NoLugar,
        Forma::SemSoma => quedas::Forma::SemSoma,
        Forma::Registro => quedas::Forma::Registro,
    };
    executar(|| Ok(escrever_linha(tabela(forma).join("\n")).map(drop)?))
}
