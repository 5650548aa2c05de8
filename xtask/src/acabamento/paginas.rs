//! Cada página do site, com o sumário e os metadados no lugar.

use super::{metadados, sumario};
use anyhow::{Context, Result};
use mdbook_renderer::RenderContext;
use mdbook_renderer::book::Chapter;
use regex::Regex;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Uma página já terminada.
pub struct Pagina {
    /// Caminho relativo à raiz do site.
    pub caminho: PathBuf,
    pub html: String,
}

/// Títulos das admonições, que o mdBook só escreve em inglês.
const TITULOS: [(&str, &str); 5] = [
    ("</svg>Note</p>", "</svg>Nota</p>"),
    ("</svg>Tip</p>", "</svg>Dica</p>"),
    ("</svg>Important</p>", "</svg>Importante</p>"),
    ("</svg>Warning</p>", "</svg>Atenção</p>"),
    ("</svg>Caution</p>", "</svg>Cuidado</p>"),
];

/// Um roteiro ou exercício das listagens, visto de uma pasta.
static EXECUCAO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#""(?:\.\./)+rastro/"#).expect("expressão válida"));

/// Páginas do mdBook que o nosso tema não usa.
const SOBRAS: [&str; 1] = ["toc.html"];

/// Termina e regrava todas as páginas.
///
/// # Erros
/// Uma página que não pode ser lida ou escrita.
pub fn terminar(contexto: &RenderContext, site: &Path) -> Result<Vec<Pagina>> {
    let mut prontas = Vec::new();
    for caminho in listar(site, Path::new(""))? {
        let arquivo = site.join(&caminho);
        if SOBRAS.iter().any(|s| caminho == Path::new(s)) {
            std::fs::remove_file(&arquivo)?;
            continue;
        }
        let html = terminar_uma(contexto, &caminho, &ler_uma(&arquivo)?);
        std::fs::write(&arquivo, &html)
            .with_context(|| format!("não consigo escrever {}", arquivo.display()))?;
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
    let html = original
        .replace(
            "<!--sumario-->",
            &sumario::desenhar(&contexto.book, caminho),
        )
        .replace(
            "<!--metadados-->",
            &metadados::desenhar(contexto, caminho, capitulo),
        )
        .replace(
            "<!--localizacao-->",
            &sumario::localizacao(&contexto.book, caminho),
        );
    TITULOS.iter().fold(html, |html, (ingles, portugues)| {
        html.replace(ingles, portugues)
    })
}

fn capitulo_de<'a>(contexto: &'a RenderContext, caminho: &Path) -> Option<&'a Chapter> {
    contexto.book.chapters().find(|c| {
        c.path
            .as_ref()
            .is_some_and(|p| p.with_extension("html") == caminho)
    })
}

fn ler_uma(arquivo: &Path) -> Result<String> {
    std::fs::read_to_string(arquivo)
        .with_context(|| format!("não consigo ler {}", arquivo.display()))
}

/// Os arquivos `.html` da pasta, em ordem, relativos a ela.
fn listar(site: &Path, dentro: &Path) -> Result<Vec<PathBuf>> {
    let mut achados = Vec::new();
    for entrada in std::fs::read_dir(site.join(dentro))? {
        let entrada = entrada?;
        let caminho = dentro.join(entrada.file_name());
        if entrada.file_type()?.is_dir() {
            achados.extend(listar(site, &caminho)?);
        } else if caminho.extension().is_some_and(|e| e == "html") {
            achados.push(caminho);
        }
    }
    achados.sort();
    Ok(achados)
}
