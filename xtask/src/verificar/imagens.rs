//! Recusa imagem sem texto alternativo, figura fora da forma combinada e figura que ninguém mostra.

use super::acervo::{Livro, arquivos};
use super::pagina::Pagina;
use crate::leitura::inclusao::normalizar;
use crate::problema::Problema;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;
use std::path::PathBuf;

const SEM_ALT: &str = "imagem sem texto alternativo";
const DESCREVA: &str = "descreva o que ela mostra, para quem não a vê";

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let mut mostradas = HashSet::new();
    for pagina in &livro.paginas {
        conferir_markdown(pagina, problemas, &mut mostradas);
        conferir_html(pagina, problemas, &mut mostradas);
    }
    // O README mostra figuras do livro; a forma delas lá é a do GitHub.
    for pagina in livro.leiame.iter() {
        conferir_markdown(pagina, &mut Vec::new(), &mut mostradas);
    }
    let fonte = &livro.acervo.fonte;
    for arquivo in arquivos(&livro.acervo.raiz, fonte) {
        let figura = arquivo.parent().is_some_and(|p| p.ends_with("figuras"));
        if figura && !mostradas.contains(&arquivo) {
            problemas.push(Problema::novo(
                arquivo,
                1,
                "nenhum capítulo mostra esta figura",
                "mostre-a com ![descrição](figuras/nome.svg \"Legenda\"), ou apague-a",
            ));
        }
    }
}

fn conferir_markdown(
    pagina: &Pagina<'_>,
    problemas: &mut Vec<Problema>,
    mostradas: &mut HashSet<PathBuf>,
) {
    for (i, (evento, faixa)) in pagina.eventos.iter().enumerate() {
        let Event::Start(Tag::Image {
            dest_url, title, ..
        }) = evento
        else {
            continue;
        };
        mostradas.extend(normalizar(
            &pagina.documento.pasta().join(dest_url.as_ref()),
        ));
        let recusa = recusa(pagina, i, title);
        problemas.extend(
            recusa.map(|(motivo, remedio)| pagina.problema(faixa.start, motivo, remedio)),
        );
    }
}

/// O motivo e o remédio, quando a imagem que começa no evento `i` não serve.
fn recusa(
    pagina: &Pagina<'_>,
    i: usize,
    legenda: &str,
) -> Option<(&'static str, &'static str)> {
    let depois = &pagina.eventos[i..];
    let fim = depois
        .iter()
        .position(|(e, _)| matches!(e, Event::End(TagEnd::Image)))
        .unwrap_or(depois.len() - 1);
    let descrita = depois[..fim].iter().any(|(e, _)| match e {
        Event::Text(t) | Event::Code(t) => !t.trim().is_empty(),
        _ => false,
    });
    let antes = i.checked_sub(1).map(|i| &pagina.eventos[i].0);
    let sozinha = matches!(antes, Some(Event::Start(Tag::Paragraph)))
        && matches!(
            depois.get(fim + 1),
            Some((Event::End(TagEnd::Paragraph), _))
        );
    if !descrita {
        Some((SEM_ALT, DESCREVA))
    } else if !sozinha {
        Some((
            "imagem no meio do texto",
            "deixe-a sozinha no seu parágrafo: ela vira uma figura numerada",
        ))
    } else if legenda.trim().is_empty() {
        Some((
            "figura sem legenda",
            "escreva-a entre aspas depois do caminho: (figuras/nome.svg \"Legenda\")",
        ))
    } else {
        None
    }
}

fn conferir_html(
    pagina: &Pagina<'_>,
    problemas: &mut Vec<Problema>,
    mostradas: &mut HashSet<PathBuf>,
) {
    for marca in pagina.marcas.iter().filter(|m| m.nome == "img") {
        if let Some(caminho) = marca.atributo("src") {
            mostradas.extend(normalizar(&pagina.documento.pasta().join(caminho)));
        }
        if marca
            .atributo("alt")
            .is_none_or(|alt| alt.trim().is_empty())
        {
            problemas.push(pagina.problema(marca.faixa.start, SEM_ALT, DESCREVA));
        }
    }
}
