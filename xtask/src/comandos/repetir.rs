//! `cargo xtask repetir`: um teste que falha uma vez em cinquenta é um defeito.

use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::process::Command;
use std::time::Instant;

/// Roda `cargo test` `vezes` vezes.
///
/// # Erros
/// Na primeira rodada que falhar, com o número dela.
pub fn repetir(vezes: u32, argumentos: &[OsString]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let inicio = Instant::now();
    for rodada in 1..=vezes {
        let estado = Command::new(&cargo)
            .args(["test", "--quiet"])
            .args(argumentos)
            .status()
            .context("não consigo chamar o cargo")?;
        if !estado.success() {
            bail!("a rodada {rodada} de {vezes} falhou; a causa está acima");
        }
        eprintln!("rodada {rodada} de {vezes}: passou");
    }
    println!(
        "{vezes} rodadas passaram em {} s",
        inicio.elapsed().as_secs()
    );
    Ok(())
}
