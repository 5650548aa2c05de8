//! Cada página do site, com o sumário e os metadados no lugar.

use super::{metadados, sumario};
use crate::{leitura::arquivos, problema::Em};
use anyhow::Result;
use mdbook_renderer::RenderContext;
use mdbook_renderer::book::Chapter;
use std::path::{Path, PathBuf};

/// Uma página já terminada.
pub struct Pagina {
    /// Caminho relativo à raiz do site.
    pub caminho: PathBuf,
    pub html: String,
}

/// Títulos das admonições, que o mdBook só escreve em inglês.
const TITULOS: &str =
    "Note=Nota Tip=Dica Important=Importante Warning=Atenção Caution=Cuidado";

expressoes! {
    /// Um roteiro ou exercício das listagens, visto de uma pasta.
    EXECUCAO = r#""(?:\.\./)+rastro/"#;
}

/// A página do mdBook que o nosso tema não usa.
const SOBRA: &str = "toc.html";

/// Termina e regrava todas as páginas.
pub fn terminar(contexto: &RenderContext, site: &Path) -> Result<Vec<Pagina>> {
    let mut prontas = Vec::new();
    for caminho in arquivos(site, Path::new("")) {
        let arquivo = site.join(&caminho);
        if caminho.extension().is_none_or(|e| e != "html") {
            continue;
        }
        if caminho == Path::new(SOBRA) {
            std::fs::remove_file(&arquivo)?;
            continue;
        }
        let lida = std::fs::read_to_string(&arquivo).em("ler", &arquivo)?;
        let html = terminar_uma(contexto, &caminho, &lida);
        std::fs::write(&arquivo, &html).em("escrever", &arquivo)?;
        prontas.push(Pagina { caminho, html });
    }
    Ok(prontas)
}

fn terminar_uma(contexto: &RenderContext, caminho: &Path, original: &str) -> String {
    let capitulo = capitulo_de(contexto, caminho);
    // A página de impressão junta na raiz capítulos que estavam em pastas.
    let original = match caminho == Path::new("print.html") {
        true => EXECUCAO.replace_all(original, "\"rastro/"),
        false => original.into(),
    };
    let sumario = sumario::desenhar(&contexto.book, caminho);
    let metadados = metadados::desenhar(contexto, caminho, capitulo);
    let localizacao = sumario::localizacao(&contexto.book, caminho);
    let html = original.replace("<!--sumario-->", &sumario);
    let html = html.replace("<!--metadados-->", &metadados);
    let html = html.replace("<!--localizacao-->", &localizacao);
    let titulos = TITULOS.split(' ').filter_map(|par| par.split_once('='));
    titulos.fold(html, |html, (ingles, portugues)| {
        let [de, para] = [ingles, portugues].map(|t| format!("</svg>{t}</p>"));
        html.replace(&de, &para)
    })
}

fn capitulo_de<'a>(contexto: &'a RenderContext, caminho: &Path) -> Option<&'a Chapter> {
    let e_ele = |p: &PathBuf| p.with_extension("html") == caminho;
    let mut capitulos = contexto.book.chapters();
    capitulos.find(|c| c.path.as_ref().is_some_and(e_ele))
}
