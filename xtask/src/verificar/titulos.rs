//! Recusa título que pula um nível, mais de um `#` e página que não começa por ele.

use super::acervo::Livro;
use super::pagina::Pagina;
use crate::problema::Problema;
use pulldown_cmark::{Event, HeadingLevel, Tag};

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        conferir_pagina(pagina, problemas);
    }
}

fn conferir_pagina(pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    let mut anterior = 0;
    for (evento, faixa) in &pagina.eventos {
        let Event::Start(Tag::Heading { level, .. }) = evento else {
            continue;
        };
        let nivel = *level as usize;
        if anterior == 0 && *level != HeadingLevel::H1 {
            problemas.push(pagina.problema(
                faixa.start,
                format!("o primeiro título da página é de nível {nivel}"),
                "comece a página por `# Título`",
            ));
        } else if anterior > 0 && *level == HeadingLevel::H1 {
            problemas.push(pagina.problema(
                faixa.start,
                "a página tem mais de um título de nível 1",
                "deixe um só `#`, no começo; as seções são `##`",
            ));
        } else if nivel > anterior + 1 {
            problemas.push(pagina.problema(
                faixa.start,
                format!("o título pula do nível {anterior} para o {nivel}"),
                format!("use {}", "#".repeat(anterior + 1)),
            ));
        }
        anterior = nivel;
    }
    if anterior == 0 {
        problemas.push(pagina.problema(
            0,
            "a página não tem título",
            "comece-a por `# Título`",
        ));
    }
}
