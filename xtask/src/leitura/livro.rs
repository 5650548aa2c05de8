//! Onde está o livro e como carregá-lo.

use crate::leitura::repositorio::{Repositorio, variavel};
use crate::problema::Em;
use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::path::{Path, PathBuf};

/// Onde ficam, no site, os roteiros e os exercícios das execuções.
pub const EXECUCOES: &str = "rastro";

/// Endereço público do site, com barra final, em CI; em casa não há.
pub fn endereco_do_site() -> Option<String> {
    variavel("CURSO_URL").map(|url| format!("{}/", url.trim_end_matches('/')))
}

/// Procura `book.toml` na pasta atual e nas que a contêm.
pub fn raiz() -> Result<PathBuf> {
    let aqui = std::env::current_dir().context("não sei qual é a pasta atual")?;
    let achada = aqui.ancestors().find(|p| p.join("book.toml").is_file());
    achada.map(Path::to_owned).with_context(|| {
        let aqui = aqui.display();
        format!("não achei book.toml em {aqui} nem acima. Entre na pasta do curso")
    })
}

/// Carrega o livro de `raiz`, para se construir em `destino` ou no que `book.toml` diz.
/// Erros: `book.toml` ausente ou malformado, ou um capítulo do SUMMARY que não pode ser lido.
pub fn carregar(raiz: &Path, destino: Option<&Path>) -> Result<MDBook> {
    let arquivo = raiz.join("book.toml");
    let mut config = Config::from_disk(&arquivo).em("ler", &arquivo)?;
    config.update_from_env()?;
    config.build.create_missing = false;
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
    MDBook::load_with_config(raiz, config).em("carregar o livro de", raiz)
}

/// De `https://dono.github.io/curso/` a `/curso/`.
fn caminho_da_url(url: &str) -> String {
    let sem_esquema = url.split_once("://").map_or(url, |(_, resto)| resto);
    let caminho = sem_esquema.split_once('/').map_or("", |(_, resto)| resto);
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
