//! O que uma conta longa faz com uma tarefa que bate a cada 10 ms.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use assincrono::travado::{Modo, bater, maior_atraso};
use clap::Parser;

/// Faz uma conta de 100 ms ao lado de uma tarefa que bate a cada 10 ms.
#[derive(Parser)]
#[command(name = "travado")]
struct Argumentos {
    /// Como se faz a conta
    #[arg(long, value_enum, default_value = "bloqueia")]
    modo: Modo,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let batidas = bater(args.modo);
        let horas: Vec<_> = batidas
            .iter()
            .map(|b| b.dada.as_millis().to_string())
            .collect();
        escrever_linha(format_args!("bateu em: {}", horas.join(" ")))?;
        let atraso = maior_atraso(&batidas).as_millis();
        escrever_linha(format_args!("maior atraso: {atraso} ms"))?;
        Ok(())
    })
}
