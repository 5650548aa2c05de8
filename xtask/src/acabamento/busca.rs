//! O índice da busca, feito pelo Pagefind com o radicalizador do português.

use super::paginas::Pagina;
use anyhow::{Context, Result};
use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use std::path::Path;

/// A pasta do índice, dentro do site; a página o procura nela.
pub const PASTA: &str = "pagefind";

/// O que faz uma página entrar na busca, como o Pagefind pede.
const CORPO: &str = "data-pagefind-body";

/// O Pagefind traz também três interfaces prontas, em inglês; a página tem a sua.
fn serve_a_busca(arquivo: &Path) -> bool {
    let nome = arquivo.to_string_lossy();
    !(nome.contains("-ui.")
        || nome.contains("-modular-")
        || nome.contains("-component-")
        || nome.contains("pagefind-highlight"))
}

/// Indexa as páginas e escreve o índice em `destino`.
///
/// # Erros
/// O que o Pagefind diz, ou um arquivo que não pode ser escrito.
pub fn indexar(destino: &Path, paginas: &[Pagina]) -> Result<()> {
    let assincrono = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    assincrono.block_on(async {
        let opcoes = PagefindServiceConfig::builder()
            .exclude_selectors(vec![
                ".rode".into(),
                "a.fonte".into(),
                ".rotulo".into(),
                "svg".into(),
            ])
            .build();
        let mut indice = PagefindIndex::new(Some(opcoes))?;
        for pagina in paginas.iter().filter(|p| p.html.contains(CORPO)) {
            let caminho = pagina.caminho.to_string_lossy().replace('\\', "/");
            indice
                .add_html_file(Some(caminho.clone()), None, pagina.html.clone())
                .await
                .with_context(|| format!("na página {caminho}"))?;
        }
        for arquivo in indice.get_files().await? {
            if serve_a_busca(&arquivo.filename) {
                let arquivo_pronto = destino.join(&arquivo.filename);
                if let Some(pasta) = arquivo_pronto.parent() {
                    std::fs::create_dir_all(pasta)?;
                }
                std::fs::write(arquivo_pronto, arquivo.contents)?;
            }
        }
        Ok(())
    })
}
