//! Mostra um número em cada layout, com os campos separados.

use std::process::ExitCode;

use anyhow::{Result, ensure};
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use representacao::codificar::codificar;
use representacao::layout::{Layout, TODOS};
use representacao::valor::Valor;
use representacao::{relato, texto};

/// Guarda um número (118.625, -1/3, 6.02e23, inf, nan) em IEEE 754 e em IBM hexadecimal e mostra cada bit.
#[derive(Parser)]
#[command(name = "representar")]
struct Argumentos {
    /// O número: 118.625, -1/3, 6.02e23, inf, nan
    #[arg(value_name = "NUMERO", allow_hyphen_values = true, value_parser = texto::ler)]
    numero: Valor,
    /// Só estes layouts, separados por vírgula; sem isto, todos
    #[arg(long, value_name = "LAYOUTS", value_delimiter = ',', value_parser = relato::layout)]
    layout: Vec<Layout>,
}

fn main() -> ExitCode {
    let argumentos = ler_argumentos();
    executar(|| mostrar(argumentos))
}

fn mostrar(args: Argumentos) -> Result<()> {
    let layouts = match args.layout.is_empty() {
        true => TODOS.to_vec(),
        false => args.layout,
    };
    let mut couberam = 0;
    for layout in layouts {
        let linhas = match codificar(&args.numero, layout) {
            Ok(guardado) => {
                couberam += 1;
                relato::guardado(&guardado, layout)
            }
            Err(impossivel) => format!("{layout:<13}impossível\n  {impossivel}"),
        };
        if !escrever_linha(linhas)? {
            return Ok(());
        }
    }
    ensure!(couberam > 0, "nenhum desses layouts guarda esse número");
    Ok(())
}
