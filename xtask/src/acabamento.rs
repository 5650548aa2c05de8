//! Do HTML do mdBook ao site: sumário, metadados, fontes, busca e mapa do site.
//!
//! Roda depois do `html`, sobre os arquivos que ele escreveu: o que depende do livro inteiro
//! (o sumário de cada página, a busca) não tem lugar no modelo da página.

mod arquivos;
pub(crate) mod busca;
mod metadados;
pub(crate) mod paginas;
mod sumario;

use crate::comandos::servir;
use anyhow::{Context, Result};
use mdbook_renderer::RenderContext;
use paginas::Pagina;
use std::path::Path;
use std::time::Instant;

/// O acabamento como o mdBook o chama: o livro vem pela entrada.
///
/// # Erros
/// Entrada que não é a do mdBook, ou um arquivo que não pode ser lido ou escrito.
pub fn executar(entrada: impl std::io::Read) -> Result<()> {
    let inicio = Instant::now();
    let contexto = RenderContext::from_json(entrada)?;
    let site = contexto.destination.with_file_name("html");
    let paginas = acabar(&contexto, &site)?;
    match std::env::var_os(servir::SERVINDO) {
        Some(pedido) => {
            servir::busca::pedir(Path::new(&pedido), &site)?;
            eprintln!(
                "livro pronto (acabamento em {} ms)",
                inicio.elapsed().as_millis()
            );
        }
        None => busca::indexar(&site.join(busca::PASTA), &paginas)
            .context("não consegui criar o índice da busca")?,
    }
    // O mdBook cria uma pasta para cada saída, e a desta fica vazia. É a pasta atual, que o
    // Pagefind quer que exista: só no fim pode sumir.
    std::fs::remove_dir(&contexto.destination).ok();
    Ok(())
}

fn acabar(contexto: &RenderContext, site: &Path) -> Result<Vec<Pagina>> {
    let paginas = paginas::terminar(contexto, site)?;
    arquivos::copiar_fontes(&contexto.root, site, &paginas)?;
    arquivos::podar(site, &paginas)?;
    arquivos::mapa_do_site(contexto, site)?;
    Ok(paginas)
}
