//! Gravar um arquivo inteiro, ou nada.

use anyhow::{Context, Result};
use std::path::Path;

/// Troca o conteúdo de `arquivo` de uma vez: quem o lê encontra o antigo ou o novo,
/// nunca meio, mesmo que outra construção o grave ao mesmo tempo.
///
/// # Erros
/// Se não consegue escrever ou renomear.
pub fn gravar_inteiro(arquivo: &Path, texto: &str) -> Result<()> {
    let provisorio = arquivo.with_extension(std::process::id().to_string());
    std::fs::write(&provisorio, texto)
        .and_then(|()| std::fs::rename(&provisorio, arquivo))
        .with_context(|| format!("não consigo gravar {}", arquivo.display()))
}
