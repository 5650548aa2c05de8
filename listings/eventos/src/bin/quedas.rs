//! Em que estado acorda, depois de uma queda, cada maneira de guardar saldos.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::{Parser, ValueEnum};
use eventos::dinheiro::{Centavos, ErroDeValor};
use eventos::errado::quedas::{self, MAIOR, tabela};

/// Transfere dinheiro de ana para bia e derruba a energia depois de cada byte.
#[derive(Parser)]
#[command(name = "quedas")]
struct Argumentos {
    /// Como os saldos são guardados
    #[arg(long, value_enum, value_name = "FORMA", default_value = "log")]
    forma: Forma,
    /// Quanto ana, que tem 100,00, transfere
    #[arg(long, value_name = "VALOR", default_value = "30", value_parser = valor)]
    valor: Centavos,
}

fn valor(texto: &str) -> Result<Centavos, String> {
    let valor = texto.parse().map_err(|e: ErroDeValor| e.to_string())?;
    if valor > MAIOR {
        return Err(format!("ana só tem {MAIOR}"));
    }
    Ok(valor)
}

#[derive(Clone, Copy, ValueEnum)]
enum Forma {
    NoLugar,
    SemSoma,
    Log,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let forma = match args.forma {
        Forma::NoLugar => quedas::Forma::NoLugar,
        Forma::SemSoma => quedas::Forma::SemSoma,
        Forma::Log => quedas::Forma::Log,
    };
    executar(|| Ok(escrever_linha(tabela(forma, args.valor).join("\n")).map(drop)?))
}
