//! `cargo xtask rastro`: uma execução guardada, no navegador.

use anyhow::Result;
use apoio::programa::escrever_linha;
use clap::Parser;
use std::path::PathBuf;

/// Abre o rastro de uma execução no navegador, para percorrê-lo evento a evento
#[derive(Debug, Parser)]
pub struct Opcoes {
    /// O rastro, em .jsonl
    #[arg(value_name = "ARQUIVO")]
    arquivo: PathBuf,
    /// Só escreve a página
    #[arg(long)]
    sem_abrir: bool,
}

/// Escreve a página ao lado do rastro, diz onde ficou e a abre.
pub fn rastro(opcoes: &Opcoes) -> Result<()> {
    let pagina = rastro::abrir::escrever_pagina(&opcoes.arquivo)?;
    escrever_linha(pagina.display())?;
    if !opcoes.sem_abrir && opener::open(&pagina).is_err() {
        eprintln!("aviso: não consigo abrir o navegador; a página está acima");
    }
    Ok(())
}
