//! Recusa imagem sem texto alternativo, figura fora da forma combinada e figura que ninguém mostra.

use super::{Livro, Pagina, Problema, Recusa, arquivos, recusa};
use crate::leitura::documento::Evento;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;
use std::path::PathBuf;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let mut mostradas = HashSet::new();
    // O README mostra figuras do livro; a forma delas lá é a do GitHub.
    for pagina in livro.leiame.iter().chain(&livro.paginas) {
        let achados = conferir_pagina(pagina, &mut mostradas);
        problemas.extend(achados.into_iter().filter(|_| !livro.e_leiame(pagina)));
    }
    for arquivo in arquivos(&livro.acervo.raiz, &livro.acervo.fonte) {
        let figura = arquivo.parent().is_some_and(|p| p.ends_with("figuras"));
        if figura && !mostradas.contains(&arquivo) {
            let motivo = "nenhum capítulo mostra esta figura";
            let remedio =
                "mostre-a com ![descrição](figuras/nome.svg \"Legenda\"), ou apague-a";
            problemas.push(Problema::novo(arquivo, 1, motivo, remedio));
        }
    }
}

fn conferir_pagina(
    pagina: &Pagina<'_>,
    mostradas: &mut HashSet<PathBuf>,
) -> Vec<Problema> {
    let mut problemas = Vec::new();
    for (i, (evento, faixa)) in pagina.eventos.iter().enumerate() {
        if let Event::Start(Tag::Image {
            dest_url, title, ..
        }) = evento
        {
            mostradas.extend(pagina.documento.citado(dest_url));
            let recusa = recusar(pagina, i, title);
            problemas.extend(recusa.map(|(m, r)| pagina.problema(faixa.start, m, r)));
        }
    }
    for marca in pagina.marcas.iter().filter(|m| m.nome == "img") {
        let caminho = marca.atributo("src");
        mostradas.extend(caminho.and_then(|c| pagina.documento.citado(c)));
        if marca
            .atributo("alt")
            .is_none_or(|alt| alt.trim().is_empty())
        {
            let (motivo, remedio) = sem_alternativo();
            problemas.push(pagina.problema(marca.faixa.start, motivo, remedio));
        }
    }
    problemas
}

fn sem_alternativo() -> Recusa {
    recusa(
        "imagem sem texto alternativo",
        "descreva o que ela mostra, para quem não a vê",
    )
}

/// O motivo e o remédio, quando a imagem que começa no evento `i` não serve.
fn recusar(pagina: &Pagina<'_>, i: usize, legenda: &str) -> Option<Recusa> {
    let depois = &pagina.eventos[i..];
    let acaba = |(e, _): &Evento<'_>| matches!(e, Event::End(TagEnd::Image));
    let fim = depois.iter().position(acaba).unwrap_or(depois.len() - 1);
    let descrita = depois[..fim].iter().any(|(e, _)| match e {
        Event::Text(t) | Event::Code(t) => !t.trim().is_empty(),
        _ => false,
    });
    let antes = i.checked_sub(1).map(|i| &pagina.eventos[i].0);
    let seguinte = depois.get(fim + 1).map(|(e, _)| e);
    let sozinha = matches!(antes, Some(Event::Start(Tag::Paragraph)))
        && matches!(seguinte, Some(Event::End(TagEnd::Paragraph)));
    if !descrita {
        Some(sem_alternativo())
    } else if !sozinha {
        Some(recusa(
            "imagem no meio do texto",
            "deixe-a sozinha no seu parágrafo: ela vira uma figura numerada",
        ))
    } else if legenda.trim().is_empty() {
        Some(recusa(
            "figura sem legenda",
            "escreva-a entre aspas depois do caminho: (figuras/nome.svg \"Legenda\")",
        ))
    } else {
        None
    }
}
