//! O que o site leva além das páginas, e o que o mdBook põe e ninguém usa.

use super::metadados::endereco;
use super::paginas::Pagina;
use crate::html::escapar;
use crate::leitura::execucao::{PASTA, ROTEIROS};
use crate::leitura::livro::endereco_do_site;
use anyhow::{Context, Result};
use mdbook_renderer::RenderContext;
use regex::Regex;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

static COPIA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r##"href="(?:\.\./)*codigo/([^"#?]+)\.txt""##).expect("expressão válida")
});

static CITACAO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r##"(?:href|src|data-[a-z]+)="(?:[^"#?]*/)?([^"#?/]+)"##)
        .expect("expressão válida")
});

/// Copia para o site as fontes a que as listagens levam quando não há repositório conhecido.
///
/// # Erros
/// Uma fonte que não pode ser copiada.
pub fn copiar_fontes(raiz: &Path, site: &Path, paginas: &[Pagina]) -> Result<()> {
    let fontes: BTreeSet<&str> = paginas
        .iter()
        .flat_map(|p| COPIA.captures_iter(&p.html))
        .filter_map(|c| c.get(1).map(|m| m.as_str()))
        .collect();
    for fonte in fontes {
        let destino = site.join("codigo").join(format!("{fonte}.txt"));
        if let Some(pasta) = destino.parent() {
            std::fs::create_dir_all(pasta)?;
        }
        std::fs::copy(raiz.join(fonte), &destino)
            .with_context(|| format!("não consigo copiar {fonte} para o site"))?;
    }
    Ok(())
}

static EXERCICIO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r##"dados="(?:\.\./)*rastro/([^"/]+)/([^"/]+)""##)
        .expect("expressão válida")
});

/// Copia para o site os exercícios que as páginas citam, e os roteiros que os jogam.
///
/// # Erros
/// Um arquivo que não pode ser copiado.
pub fn copiar_execucoes(raiz: &Path, site: &Path, paginas: &[Pagina]) -> Result<()> {
    let com_execucao =
        |p: &&Pagina| p.html.contains("class=\"diagrama desenho execucao\"");
    let destino = site.join(PASTA);
    let mut copiados = BTreeSet::new();
    for pagina in paginas.iter().filter(com_execucao) {
        for citado in EXERCICIO.captures_iter(&pagina.html) {
            let (tema, nome) = (&citado[1], &citado[2]);
            copiados.insert((
                format!("listings/{tema}/rede/{nome}"),
                format!("{tema}/{nome}"),
            ));
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

/// Extensões do que o mdBook põe na raiz, em `css/` e em `fonts/`.
const DO_MDBOOK: [&str; 7] = ["js", "css", "woff2", "svg", "png", "txt", "html"];

/// Apaga roteiros, estilos e fontes que nenhuma página cita: a página do mdBook os usa, a nossa não.
///
/// # Erros
/// Um arquivo que não pode ser apagado.
pub fn podar(site: &Path, paginas: &[Pagina]) -> Result<()> {
    let citados: BTreeSet<&str> = paginas
        .iter()
        .flat_map(|p| CITACAO.captures_iter(&p.html))
        .filter_map(|c| c.get(1).map(|m| m.as_str()))
        .collect();
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
///
/// # Erros
/// O arquivo não pode ser escrito.
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
