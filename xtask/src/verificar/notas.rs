//! Recusa nota de rodapé chamada e não escrita, ou escrita e não chamada, e caixa de aviso que não é
//! uma das cinco: sairia como uma citação comum.

use super::acervo::Livro;
use super::pagina::Pagina;
use crate::problema::Problema;
use pulldown_cmark::{Event, Tag};
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Uma chamada sem nota não é nota para o leitor de Markdown: fica no texto como foi escrita.
static CHAMADA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\^([^\]\s]+)\]").expect("a expressão é válida"));

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        conferir_pagina(pagina, problemas);
    }
}

fn conferir_pagina(pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    let chamadas: HashSet<&str> = pagina
        .eventos
        .iter()
        .filter_map(|(evento, _)| match evento {
            Event::FootnoteReference(nome) => Some(nome.as_ref()),
            _ => None,
        })
        .collect();
    let mut escritas = HashSet::new();
    for (evento, faixa) in &pagina.eventos {
        let Event::Start(Tag::FootnoteDefinition(nome)) = evento else {
            continue;
        };
        if !escritas.insert(nome.as_ref()) {
            problemas.push(pagina.problema(
                faixa.start,
                format!("a nota [^{nome}] está escrita duas vezes"),
                "deixe uma só, ou dê outro nome à segunda",
            ));
        } else if !chamadas.contains(nome.as_ref()) {
            problemas.push(pagina.problema(
                faixa.start,
                format!("ninguém chama a nota [^{nome}]"),
                format!("ponha [^{nome}] no texto, ou apague a nota"),
            ));
        }
    }
    for (evento, faixa) in &pagina.eventos {
        let fonte = pagina.fonte(faixa).trim_start_matches(['>', ' ']);
        if matches!(evento, Event::Start(Tag::BlockQuote(None)))
            && fonte.starts_with("[!")
        {
            let primeira = fonte.lines().next().unwrap_or("");
            problemas.push(pagina.problema(
                faixa.start,
                format!("caixa de aviso desconhecida: {primeira}"),
                "use, sozinho na linha, um destes: [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] ou [!CAUTION]",
            ));
        }
    }
    for trecho in &pagina.prosa {
        for chamada in CHAMADA.captures_iter(pagina.fonte(trecho)) {
            let inicio = chamada.get(0).map_or(0, |c| c.start());
            problemas.push(pagina.problema(
                trecho.start + inicio,
                format!("a nota [^{}] não existe", &chamada[1]),
                format!("escreva a nota: [^{}]: texto", &chamada[1]),
            ));
        }
    }
}
