//! `cargo xtask build`: verifica o livro e escreve o site.

use crate::comandos::avisos;
use crate::leitura::livro;
use crate::problema::relatorio;
use crate::verificar;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// Constrói o livro de `raiz` em `destino` (ou no que `book.toml` diz) e devolve a pasta do site.
///
/// # Erros
/// O relatório da verificação, se há problemas; depois, os da construção.
pub fn construir(raiz: &Path, destino: Option<&Path>) -> Result<PathBuf> {
    conferir(raiz)?;
    let carregado = livro::carregar(raiz, destino)?;
    let (feito, avisos) = avisos::durante(|| carregado.build());
    feito.map_err(em_portugues)?;
    if !avisos.is_empty() {
        bail!("o mdBook desconfia do livro:\n\n{}", avisos.join("\n"));
    }
    Ok(carregado.build_dir_for("html"))
}

/// Verifica o livro e mostra os avisos.
///
/// # Erros
/// O relatório com todos os problemas, quando há algum.
pub fn conferir(raiz: &Path) -> Result<()> {
    let conferido = verificar::verificar(raiz)?;
    for aviso in &conferido.avisos {
        eprintln!("aviso: {aviso}");
    }
    if !conferido.problemas.is_empty() {
        bail!(
            "o livro tem problemas:\n\n{}",
            relatorio(&conferido.problemas)
        );
    }
    Ok(())
}

/// O que saiu de um dos nossos comandos já foi dito, em português, na saída de erros.
fn em_portugues(erro: anyhow::Error) -> anyhow::Error {
    let mensagem = format!("{erro:#}");
    let nosso = ["\"curso\" preprocessor exited", "\"site\" renderer failed"]
        .iter()
        .any(|marca| mensagem.contains(marca));
    if nosso {
        anyhow::anyhow!("o livro não foi construído; a causa está acima")
    } else {
        erro.context("o mdBook não construiu o livro")
    }
}
