//! De onde vêm os textos: o argumento, a entrada padrão, um arquivo.

use std::fs::File;
use std::io::{Read, stdin};
use std::path::Path;

use anyhow::{Context, bail};
use apoio::erro::em_portugues;

use crate::programas::Programas;

/// O maior texto, em bytes: mil passos com folga.
const LIMITE: u64 = 1 << 20;

/// O texto do argumento ou, sem ele, a entrada padrão inteira.
///
/// # Errors
/// Se a entrada é longa demais ou não é texto.
pub fn texto_ou_entrada(argumento: Option<String>) -> anyhow::Result<String> {
    match argumento {
        Some(texto) => Ok(texto),
        None => ler_tudo(stdin()).context("na entrada"),
    }
}

/// # Errors
/// Se o arquivo não se lê ou não se entende.
pub fn ler_programas(arquivo: &Path) -> anyhow::Result<Programas> {
    let onde = || format!("em {}", arquivo.display());
    let aberto = File::open(arquivo)
        .map_err(|erro| anyhow::anyhow!(em_portugues(erro.kind())))
        .with_context(onde)?;
    let texto = ler_tudo(aberto).with_context(onde)?;
    Programas::ler(&texto).with_context(onde)
}

fn ler_tudo(fonte: impl Read) -> anyhow::Result<String> {
    let mut texto = String::new();
    fonte
        .take(LIMITE + 1)
        .read_to_string(&mut texto)
        .map_err(|erro| match erro.kind() {
            std::io::ErrorKind::InvalidData => anyhow::anyhow!("não é texto UTF-8"),
            tipo => anyhow::anyhow!(em_portugues(tipo)),
        })?;
    if texto.len() as u64 > LIMITE {
        bail!("o texto passa de {LIMITE} bytes");
    }
    Ok(texto)
}
