//! Leva um número de layout em layout e mede o que cada escala custou.

use std::process::ExitCode;

use anyhow::{Context, Result};
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use representacao::codificar::codificar;
use representacao::decodificar::decodificar;
use representacao::layout::Layout;
use representacao::valor::Valor;
use representacao::{relato, texto};

/// Converte um número por vários layouts, em ordem, e mede a perda em cada um.
#[derive(Parser)]
#[command(name = "viagem")]
struct Argumentos {
    /// O número: 118.625, -1/3, 6.02e23, inf, nan
    #[arg(value_name = "NUMERO", allow_hyphen_values = true, value_parser = texto::ler)]
    numero: Valor,
    /// Os layouts, em ordem, separados por vírgula
    #[arg(long, value_name = "LAYOUTS", value_delimiter = ',', required = true, value_parser = relato::layout)]
    por: Vec<Layout>,
}

fn main() -> ExitCode {
    let argumentos: Argumentos = ler_argumentos();
    executar(|| viajar(argumentos))
}

fn viajar(args: Argumentos) -> Result<()> {
    let mut valor = args.numero;
    for layout in args.por {
        let guardado = codificar(&valor, layout)
            .with_context(|| format!("a viagem parou em {layout}"))?;
        let largura = layout.largura() as usize / 4;
        valor = decodificar(guardado.bits, layout);
        escrever_linha(format_args!("{layout:<13}{:0largura$X}", guardado.bits))?;
        escrever_linha(format_args!("  vale   {valor}"))?;
        escrever_linha(format_args!(
            "  perda  {}",
            relato::perda(guardado.perda.as_ref())
        ))?;
    }
    Ok(())
}
