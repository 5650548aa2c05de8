//! Onde está o livro e como carregá-lo.

use crate::leitura::repositorio::{Repositorio, variavel};
use anyhow::{Context, Result, bail};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::path::{Path, PathBuf};

/// Endereço público do site, com barra final, em CI; em casa não há.
pub fn endereco_do_site() -> Option<String> {
    variavel("CURSO_URL").map(|url| format!("{}/", url.trim_end_matches('/')))
}

/// Procura `book.toml` na pasta atual e nas que a contêm.
///
/// # Erros
/// Quando nenhuma delas tem um livro.
pub fn raiz() -> Result<PathBuf> {
    let aqui = std::env::current_dir().context("não sei qual é a pasta atual")?;
    match aqui.ancestors().find(|p| p.join("book.toml").is_file()) {
        Some(raiz) => Ok(raiz.to_owned()),
        None => bail!(
            "não achei book.toml em {} nem acima. Entre na pasta do curso",
            aqui.display()
        ),
    }
}

/// Carrega o livro de `raiz`, para se construir em `destino` ou no que `book.toml` diz.
///
/// # Erros
/// `book.toml` ausente ou malformado, ou um capítulo do SUMMARY que não pode ser lido.
pub fn carregar(raiz: &Path, destino: Option<&Path>) -> Result<MDBook> {
    let arquivo = raiz.join("book.toml");
    let mut config = Config::from_disk(&arquivo)
        .with_context(|| format!("não consigo ler {}", arquivo.display()))?;
    config.update_from_env()?;
    if let Some(destino) = destino {
        config.build.build_dir = std::path::absolute(destino)?;
    }
    if let Some(url) = endereco_do_site() {
        config.set("output.html.site-url", caminho_da_url(&url))?;
    }
    if let Some(repositorio) = Repositorio::descobrir(raiz) {
        config.set("output.html.git-repository-url", &repositorio.endereco)?;
        config.set("output.html.edit-url-template", repositorio.edicao())?;
    }
    MDBook::load_with_config(raiz, config)
        .with_context(|| format!("não consigo carregar o livro de {}", raiz.display()))
}

/// De `https://dono.github.io/curso/` a `/curso/`.
fn caminho_da_url(url: &str) -> String {
    let sem_esquema = url.split_once("://").map_or(url, |(_, resto)| resto);
    let caminho = sem_esquema
        .split_once('/')
        .map_or("", |(_, caminho)| caminho);
    format!("/{caminho}")
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_caminho_do_site_vem_da_url() {
        assert_eq!(caminho_da_url("https://dono.github.io/curso/"), "/curso/");
        assert_eq!(caminho_da_url("https://curso.org/"), "/");
        assert_eq!(caminho_da_url("https://curso.org"), "/");
    }
}
