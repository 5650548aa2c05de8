//! O que o site leva além das páginas, e o que o mdBook põe e ninguém usa.

use super::metadados::endereco;
use super::paginas::Pagina;
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
}

/// O que as páginas citam, no primeiro grupo de uma expressão.
fn citados<'p>(expressao: &Regex, paginas: &'p [Pagina]) -> BTreeSet<&'p str> {
    let achados = paginas
        .iter()
        .flat_map(|p| expressao.captures_iter(&p.html));
    achados
        .filter_map(|c| c.get(1).map(|m| m.as_str()))
        .collect()
}

/// Copia para o site as fontes a que as listagens levam quando não há repositório conhecido.
pub fn copiar_fontes(raiz: &Path, site: &Path, paginas: &[Pagina]) -> Result<()> {
    for fonte in citados(&COPIA, paginas) {
        let destino = site.join("codigo").join(format!("{fonte}.txt"));
        if let Some(pasta) = destino.parent() {
            std::fs::create_dir_all(pasta)?;
        }
        std::fs::copy(raiz.join(fonte), &destino)
            .with_context(|| format!("não consigo copiar {fonte} para o site"))?;
    }
    Ok(())
}

expressoes! {
    EXERCICIO = r##"dados="(?:\.\./)*rastro/([^"/]+)/([^"/]+)""##;
}

/// Copia para o site os exercícios que as páginas citam, e os roteiros que os jogam.
pub fn copiar_execucoes(raiz: &Path, site: &Path, paginas: &[Pagina]) -> Result<()> {
    let com_execucao =
        |p: &&Pagina| p.html.contains("class=\"diagrama desenho execucao\"");
    let destino = site.join(EXECUCOES);
    let mut copiados = BTreeSet::new();
    for pagina in paginas.iter().filter(com_execucao) {
        for citado in EXERCICIO.captures_iter(&pagina.html) {
            let (tema, nome) = (&citado[1], &citado[2]);
            let origem = format!("listings/{tema}/rede/{nome}");
            copiados.insert((origem, format!("{tema}/{nome}")));
        }
        for roteiro in std::fs::read_dir(raiz.join(ROTEIROS))? {
            let nome = roteiro?.file_name().to_string_lossy().into_owned();
            if nome.ends_with(".js") || nome.ends_with(".css") {
                copiados.insert((format!("{ROTEIROS}/{nome}"), nome));
            }
        }
    }
    for (de, para) in copiados {
        let para = destino.join(para);
        std::fs::create_dir_all(para.parent().unwrap_or(&destino))?;
        std::fs::copy(raiz.join(&de), para)
            .with_context(|| format!("não consigo copiar {de} para o site"))?;
    }
    Ok(())
}

/// De onde vêm os roteiros das execuções.
const ROTEIROS: &str = "listings/rastro/pagina";

/// Extensões do que o mdBook põe na raiz, em `css/` e em `fonts/`.
const DO_MDBOOK: [&str; 7] = ["js", "css", "woff2", "svg", "png", "txt", "html"];

/// Apaga roteiros, estilos e fontes que nenhuma página cita: a página do mdBook os usa, a nossa não.
pub fn podar(site: &Path, paginas: &[Pagina]) -> Result<()> {
    let citados = citados(&CITACAO, paginas);
    for pasta in ["", "css", "fonts"] {
        let Ok(entradas) = std::fs::read_dir(site.join(pasta)) else {
            continue;
        };
        for entrada in entradas {
            let entrada = entrada?;
            let nome = entrada.file_name().to_string_lossy().into_owned();
            let extensao = nome.rsplit_once('.').map_or("", |(_, e)| e);
            let e_pagina = paginas
                .iter()
                .any(|p| pasta.is_empty() && p.caminho == Path::new(&nome));
            if entrada.file_type()?.is_file()
                && DO_MDBOOK.contains(&extensao)
                && !citados.contains(nome.as_str())
                && !e_pagina
            {
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
            xml.push_str(&format!(
                "<url><loc>{}</loc></url>\n",
                escapar(&format!("{url}{pagina}"))
            ));
        }
    }
    xml.push_str("</urlset>\n");
    std::fs::write(site.join("sitemap.xml"), xml)
        .context("não consigo escrever sitemap.xml")
}
