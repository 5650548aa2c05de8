//! `cargo xtask repetir`: um teste que falha uma vez em cinquenta é um defeito.

use anyhow::{Context, Result, bail};
use apoio::texto::quantos;
use clap::Parser;
use std::ffi::OsString;
use std::process::Command;
use std::time::Instant;

/// Roda `cargo test` muitas vezes e para na primeira que falhar
#[derive(Debug, Parser)]
pub struct Opcoes {
    /// Quantas vezes
    #[arg(value_name = "N", value_parser = vezes)]
    vezes: u32,
    /// O que se acrescenta a `cargo test`, depois de `--`
    #[arg(last = true, value_name = "ARGUMENTOS")]
    argumentos: Vec<OsString>,
}

fn vezes(texto: &str) -> Result<u32, String> {
    let lido = texto.parse().ok().filter(|vezes| *vezes > 0);
    lido.ok_or_else(|| "espera um número de vezes maior que zero".to_owned())
}

pub fn repetir(opcoes: &Opcoes) -> Result<()> {
    let Opcoes { vezes, argumentos } = opcoes;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let inicio = Instant::now();
    for rodada in 1..=*vezes {
        let mut comando = Command::new(&cargo);
        let estado = comando.args(["test", "--quiet"]).args(argumentos).status();
        let estado = estado.context("não consigo chamar o cargo")?;
        if !estado.success() {
            bail!("a rodada {rodada} de {vezes} falhou; a causa está acima");
        }
        eprintln!("rodada {rodada} de {vezes}: passou");
    }
    let segundos = inicio.elapsed().as_secs();
    let passaram = quantos(*vezes, "rodada passou", "rodadas passaram");
    println!("{passaram} em {segundos} s");
    Ok(())
}
