//! Dez mil esperas num processo: em tarefas, ou uma thread para cada.

use std::process::ExitCode;

use anyhow::Context;
use apoio::programa::{escrever_linha, executar, ler_argumentos, quantidade, registrar};
use assincrono::esperas::Modo;
use clap::Parser;

/// Um milhão de tarefas cabe em qualquer máquina; mais é engano de digitação.
fn esperas(texto: &str) -> Result<usize, String> {
    match quantidade(texto) {
        Ok(n) if n <= 1_000_000 => Ok(n),
        _ => Err("escreva um número inteiro de 1 a 1000000".to_owned()),
    }
}

/// Põe muitas esperas juntas, conta as threads do processo e as solta.
#[derive(Parser)]
#[command(name = "dez-mil")]
struct Argumentos {
    /// O que espera
    #[arg(long, value_enum, default_value = "tarefas")]
    modo: Modo,
    /// Quantas esperas
    #[arg(long, value_name = "N", default_value = "10000", value_parser = esperas)]
    quantas: usize,
}

fn main() -> ExitCode {
    let Argumentos { modo, quantas } = ler_argumentos();
    executar(|| {
        let esperas = modo.esperar(quantas);
        let esperas = esperas.context("não consegui criar todas as esperas")?;
        if let Some(uso) = esperas.durante {
            escrever_linha(format_args!("threads no processo: {}", uso.threads))?;
        }
        escrever_linha(format_args!(
            "esperas que terminaram: {}",
            esperas.terminaram
        ))?;
        if let Some(memoria) = esperas.memoria() {
            registrar(format_args!("memória a mais: {memoria} KiB"));
        }
        Ok(())
    })
}
