//! Recusa marca de HTML que não fecha onde abriu: o mdBook só a publica com um aviso em inglês.

use super::acervo::Livro;
use super::pagina::Pagina;
use crate::problema::Problema;
use pulldown_cmark::{Event, Tag, TagEnd};
use regex::Regex;
use std::sync::LazyLock;

static MARCA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?s)<!--.*?-->|<(script|style)\b.*?</(?:script|style)>|<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>"#)
        .expect("a expressão é válida")
});

/// As que não têm fecho.
const SOLTAS: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
];

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        conferir_pagina(pagina, problemas);
    }
}

/// Uma marca aberta: o nome e o lugar; vazio, um elemento do Markdown, que ela não pode atravessar.
type Aberta = Option<(String, usize)>;

fn conferir_pagina(pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    let mut abertas: Vec<Aberta> = Vec::new();
    for (evento, faixa) in &pagina.eventos {
        match evento {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                ler(
                    pagina,
                    faixa.start,
                    pagina.fonte(faixa),
                    &mut abertas,
                    problemas,
                );
            }
            Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(_) => abertas.push(None),
            Event::End(_) => {
                while let Some(Some(marca)) = abertas.pop() {
                    problemas.push(nao_fecha(pagina, &marca));
                }
            }
            _ => {}
        }
    }
    problemas.extend(abertas.iter().flatten().map(|m| nao_fecha(pagina, m)));
}

fn nao_fecha(pagina: &Pagina<'_>, (nome, posicao): &(String, usize)) -> Problema {
    pagina.problema(
        *posicao,
        format!("a marca <{nome}> não fecha"),
        format!("escreva </{nome}> no mesmo parágrafo, item ou célula"),
    )
}

fn ler(
    pagina: &Pagina<'_>,
    inicio: usize,
    html: &str,
    abertas: &mut Vec<Aberta>,
    problemas: &mut Vec<Problema>,
) {
    for marca in MARCA.captures_iter(html) {
        let Some(nome) = marca.get(3).map(|n| n.as_str().to_ascii_lowercase()) else {
            continue;
        };
        let posicao = inicio + marca.get(0).map_or(0, |m| m.start());
        if &marca[2] == "/" {
            match abertas.last() {
                Some(Some((aberta, _))) if *aberta == nome => drop(abertas.pop()),
                _ => problemas.push(pagina.problema(
                    posicao,
                    format!("</{nome}> fecha o que não está aberto aqui"),
                    "feche as marcas na ordem inversa em que as abriu",
                )),
            }
        } else if !SOLTAS.contains(&nome.as_str()) && !marca[4].ends_with('/') {
            abertas.push(Some((nome, posicao)));
        }
    }
}
