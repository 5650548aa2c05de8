//! Os comandos do curso: `cargo xtask`.

use anyhow::Result;
use curso::comandos::pedido::{self, Comando};
use curso::comandos::{construir, interoperar, repetir, servicos, servir};
use curso::leitura::livro;
use curso::{acabamento, preprocessar};
use std::process::ExitCode;

fn main() -> ExitCode {
    let pedido = match pedido::ler(std::env::args_os().skip(1)) {
        Ok(pedido) => pedido,
        Err(motivo) => {
            eprintln!("erro: {motivo}. Veja os comandos com: cargo xtask --help");
            return ExitCode::from(2);
        }
    };
    match executar(pedido) {
        Ok(status) => ExitCode::from(status),
        Err(erro) => {
            eprintln!("erro: {erro:#}");
            ExitCode::FAILURE
        }
    }
}

/// Faz o que se pede e devolve o status de saída.
fn executar(pedido: Comando) -> Result<u8> {
    match pedido {
        Comando::Ajuda => println!("{}", pedido::AJUDA),
        Comando::Serve(opcoes) => servir::servir(&livro::raiz()?, &opcoes)?,
        Comando::Build { livro, destino } => {
            let raiz = livro.map_or_else(livro::raiz, Ok)?;
            let site = construir::construir(&raiz, destino.as_deref())?;
            println!("o site está em {}", site.display());
        }
        Comando::Check { livro } => {
            let raiz = livro.map_or_else(livro::raiz, Ok)?;
            construir::conferir(&raiz)?;
            println!("o livro está em ordem");
        }
        Comando::Servicos { quais, comando } => {
            return servicos::servicos(&livro::raiz()?, &quais, &comando);
        }
        Comando::Interoperar { listagem } => {
            interoperar::interoperar(&livro::raiz()?, listagem.as_deref())?;
        }
        Comando::Repetir { vezes, argumentos } => repetir::repetir(vezes, &argumentos)?,
        Comando::Preprocessar => {
            preprocessar::executar(std::io::stdin().lock(), std::io::stdout().lock())?;
        }
        Comando::Acabamento => acabamento::executar(std::io::stdin().lock())?,
    }
    Ok(0)
}
