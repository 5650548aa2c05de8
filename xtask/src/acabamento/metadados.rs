//! Descrição, endereço e cartão de cada página, para buscadores e redes sociais.

use crate::html::escapar;
use crate::leitura::documento::opcoes;
use crate::leitura::{livro::endereco_do_site, mapa};
use mdbook_renderer::RenderContext;
use mdbook_renderer::book::Chapter;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::path::Path;

/// Retrato da página, que vem de `src/` como está.
const CARTAO: &str = "figuras/pagina.png";

/// Comprimento, em caracteres, a partir do qual os buscadores cortam uma descrição.
const DESCRICAO: usize = 160;

/// As marcas do `<head>` de uma página.
pub fn desenhar(
    contexto: &RenderContext,
    pagina: &Path,
    capitulo: Option<&Chapter>,
) -> String {
    let livro = contexto.config.book.title.clone().unwrap_or_default();
    let inicial = pagina == Path::new("index.html");
    let do_capitulo = capitulo.filter(|_| !inicial);
    let descricao = do_capitulo.and_then(|c| primeiro_paragrafo(&c.content));
    let descricao = descricao.or_else(|| contexto.config.book.description.clone());
    let descricao = descricao.unwrap_or_default();
    let titulo = match capitulo {
        Some(capitulo) if !inicial => format!("{} — {livro}", capitulo.name),
        _ => livro.clone(),
    };
    let tipo = if inicial { "website" } else { "article" };
    let html = format!(
        "<meta name=\"description\" content=\"{0}\">\n\
         <meta property=\"og:type\" content=\"{tipo}\">\n\
         <meta property=\"og:locale\" content=\"pt_BR\">\n\
         <meta property=\"og:site_name\" content=\"{1}\">\n\
         <meta property=\"og:title\" content=\"{2}\">\n\
         <meta property=\"og:description\" content=\"{0}\">\n",
        escapar(&descricao),
        escapar(&livro),
        escapar(&titulo),
    );
    html + &com_endereco(contexto, pagina, capitulo)
}

/// Um cartão só aceita endereços completos; sem o do site, vai sem imagem.
fn com_endereco(
    contexto: &RenderContext,
    pagina: &Path,
    capitulo: Option<&Chapter>,
) -> String {
    const SEM_IMAGEM: &str = "<meta name=\"twitter:card\" content=\"summary\">";
    let mut html = String::new();
    let Some(site) = endereco_do_site() else {
        return SEM_IMAGEM.to_owned();
    };
    if capitulo.is_some() {
        let url = escapar(&format!("{site}{}", endereco(pagina)));
        html.push_str(&format!(
            "<link rel=\"canonical\" href=\"{url}\">\n<meta property=\"og:url\" content=\"{url}\">\n"
        ));
    }
    if contexto.source_dir().join(CARTAO).is_file() {
        html.push_str(&format!(
            "<meta property=\"og:image\" content=\"{}\">\n\
             <meta property=\"og:image:alt\" content=\"Uma página do curso\">\n\
             <meta name=\"twitter:card\" content=\"summary_large_image\">",
            escapar(&format!("{site}{CARTAO}"))
        ));
    } else {
        html.push_str(SEM_IMAGEM);
    }
    html
}

/// Endereço de uma página dentro do site; o da inicial é a própria raiz.
pub fn endereco(pagina: &Path) -> String {
    match pagina == Path::new("index.html") {
        true => String::new(),
        false => mapa::endereco(pagina),
    }
}

fn primeiro_paragrafo(markdown: &str) -> Option<String> {
    let mut texto = String::new();
    let mut dentro = false;
    for evento in Parser::new_ext(markdown, opcoes()) {
        match evento {
            Event::Start(Tag::Paragraph) => dentro = true,
            Event::End(TagEnd::Paragraph) if !texto.trim().is_empty() => break,
            Event::Text(t) | Event::Code(t) if dentro => texto.push_str(&t),
            Event::SoftBreak if dentro => texto.push(' '),
            _ => {}
        }
    }
    (!texto.trim().is_empty()).then(|| resumir(texto.trim()))
}

fn resumir(texto: &str) -> String {
    if texto.chars().count() <= DESCRICAO {
        return texto.to_owned();
    }
    let corte: String = texto.chars().take(DESCRICAO).collect();
    let ate_a_palavra = corte.rsplit_once(' ').map_or(&*corte, |(antes, _)| antes);
    format!("{}…", ate_a_palavra.trim_end_matches([',', ';', ':', '.']))
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_descricao_e_o_primeiro_paragrafo_sem_marcas() {
        let markdown = "# Título\n\nUm **socket** é `x`.\nFim.\n\nOutro.\n";
        let descricao = primeiro_paragrafo(markdown);
        assert_eq!(descricao.as_deref(), Some("Um socket é x. Fim."));
    }

    #[test]
    fn a_descricao_longa_acaba_em_palavra_inteira() {
        let resumo = resumir(&"palavra ".repeat(40));
        assert!(resumo.ends_with("palavra…"), "{resumo}");
        assert!(resumo.chars().count() <= DESCRICAO + 1);
    }
}
