//! O que o site leva além das páginas, e o que o mdBook põe e ninguém usa.

use super::{metadados::endereco, paginas::Pagina};
use crate::html::escapar;
use crate::leitura::livro::{EXECUCOES, endereco_do_site};
use anyhow::{Context, Result};
use mdbook_renderer::RenderContext;
use regex::Regex;
use std::collections::BTreeSet;
use std::path::Path;

expressoes! {
    COPIA = r##"href="(?:\.\./)*codigo/([^"#?]+)\.txt""##;
    CITACAO = r##"(?:href|src|data-[a-z]+)="(?:[^"#?]*/)?([^"#?/]+)"##;
    EXERCICIO = r##"dados="(?:\.\./)*rastro/([^"/]+/[^"/]+)""##;
}

/// De onde vêm os roteiros das execuções.
const ROTEIROS: &str = "listings/rastro/pagina";

/// O que as páginas citam, no primeiro grupo de uma expressão.
fn citados<'p>(expressao: &Regex, paginas: &'p [Pagina]) -> BTreeSet<&'p str> {
    let paginas = paginas.iter().map(|p| p.html.as_str());
    let achados = paginas.flat_map(|html| expressao.captures_iter(html));
    achados.filter_map(|c| Some(c.get(1)?.as_str())).collect()
}

/// Copia para o site o que as páginas citam e está fora de `src/`: as fontes a que as listagens levam
/// quando não há repositório conhecido, os exercícios, e os roteiros que os jogam.
pub fn copiar_citados(raiz: &Path, site: &Path, paginas: &[Pagina]) -> Result<()> {
    let fontes = citados(&COPIA, paginas).into_iter();
    let fontes = fontes.map(|f| (f.to_owned(), format!("codigo/{f}.txt")));
    let exercicios = citados(&EXERCICIO, paginas).into_iter();
    let exercicios = exercicios.filter_map(|exercicio| {
        let (tema, nome) = exercicio.split_once('/')?;
        let origem = format!("listings/{tema}/rede/{nome}");
        Some((origem, format!("{EXECUCOES}/{exercicio}")))
    });
    let mut copias: Vec<(String, String)> = fontes.chain(exercicios).collect();
    let execucao = "class=\"diagrama desenho execucao\"";
    if paginas.iter().any(|p| p.html.contains(execucao)) {
        for roteiro in std::fs::read_dir(raiz.join(ROTEIROS))? {
            let nome = roteiro?.file_name().to_string_lossy().into_owned();
            if nome.ends_with(".js") || nome.ends_with(".css") {
                copias
                    .push((format!("{ROTEIROS}/{nome}"), format!("{EXECUCOES}/{nome}")));
            }
        }
    }
    for (de, para) in copias {
        let para = site.join(para);
        std::fs::create_dir_all(para.parent().unwrap_or(site))?;
        std::fs::copy(raiz.join(&de), para)
            .with_context(|| format!("não consigo copiar {de} para o site"))?;
    }
    Ok(())
}

/// Extensões do que o mdBook põe na raiz, em `css/` e em `fonts/`.
const DO_MDBOOK: [&str; 7] = ["js", "css", "woff2", "svg", "png", "txt", "html"];

/// Apaga roteiros, estilos e fontes que nenhuma página cita: a página do mdBook os usa, a nossa não.
pub fn podar(site: &Path, paginas: &[Pagina]) -> Result<()> {
    let citados = citados(&CITACAO, paginas);
    for pasta in ["", "css", "fonts"] {
        for entrada in std::fs::read_dir(site.join(pasta)).into_iter().flatten() {
            let entrada = entrada?;
            let nome = entrada.file_name().to_string_lossy().into_owned();
            let extensao = nome.rsplit_once('.').map_or("", |(_, e)| e);
            let mut caminhos = paginas.iter().map(|p| &p.caminho);
            let e_pagina = pasta.is_empty() && caminhos.any(|c| c == Path::new(&nome));
            let do_mdbook =
                entrada.file_type()?.is_file() && DO_MDBOOK.contains(&extensao);
            if do_mdbook && !citados.contains(nome.as_str()) && !e_pagina {
                std::fs::remove_file(entrada.path())?;
            }
        }
        if !pasta.is_empty() {
            // Só sai se ficou vazia.
            std::fs::remove_dir(site.join(pasta)).ok();
        }
    }
    Ok(())
}

/// Escreve `sitemap.xml`, que só existe com endereços completos.
pub fn mapa_do_site(contexto: &RenderContext, site: &Path) -> Result<()> {
    // Em casa o endereço é o do `serve`: assim o arquivo é o mesmo que se publica, e se confere.
    let url = endereco_do_site().unwrap_or_else(|| "http://127.0.0.1:3000/".to_owned());
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for capitulo in contexto.book.chapters() {
        if let Some(caminho) = &capitulo.path {
            let pagina = endereco(&caminho.with_extension("html"));
            let completo = escapar(&format!("{url}{pagina}"));
            xml += &format!("<url><loc>{completo}</loc></url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    std::fs::write(site.join("sitemap.xml"), xml)
        .context("não consigo escrever sitemap.xml")
}
