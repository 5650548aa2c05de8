//! O que, num texto em Markdown, é um trecho de Rust a provar.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Especie {
    /// Bloco aberto só por `rust`: um programa completo, que o skeptic prova.
    Trecho,
    /// Inclusão de um arquivo de `listings/`, que a crate dele prova.
    Listagem,
    /// Nem um nem outro: ninguém o prova, e o livro não o aceita.
    SemProva,
}

#[derive(Debug)]
pub struct Bloco {
    pub especie: Especie,
    /// Linha da abertura, a contar de 1.
    pub linha: usize,
    pub corpo: String,
}

/// Os blocos de Rust, na ordem em que aparecem.
pub fn blocos_de_rust(texto: &str) -> Vec<Bloco> {
    let mut blocos: Vec<Bloco> = Vec::new();
    let mut aberto: Option<(String, Range<usize>)> = None;
    let mut corpo = String::new();
    for (evento, onde) in Parser::new(texto).into_offset_iter() {
        match evento {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(abertura))) => {
                aberto = e_rust(&abertura).then(|| (abertura.trim().to_string(), onde));
                corpo.clear();
            }
            Event::Text(pedaco) if aberto.is_some() => corpo.push_str(&pedaco),
            Event::End(TagEnd::CodeBlock) => {
                if let Some((abertura, onde)) = aberto.take() {
                    blocos.push(Bloco {
                        especie: especie(&abertura, &corpo),
                        linha: 1 + texto[..onde.start].matches('\n').count(),
                        corpo: std::mem::take(&mut corpo),
                    });
                }
            }
            _ => {}
        }
    }
    blocos
}

/// O mesmo texto reduzido aos seus trechos, cada um na sua linha de origem: o
/// nome do teste que reprova leva direto ao capítulo.
pub fn so_os_trechos(texto: &str) -> String {
    let mut saida = String::new();
    let mut linha = 1;
    for bloco in blocos_de_rust(texto) {
        if bloco.especie != Especie::Trecho {
            continue;
        }
        while linha < bloco.linha {
            saida.push('\n');
            linha += 1;
        }
        // Cerca longa: o trecho pode conter três crases num comentário.
        let escrito = format!("``````rust\n{}``````\n", bloco.corpo);
        linha += escrito.matches('\n').count();
        saida.push_str(&escrito);
    }
    saida
}

fn e_rust(abertura: &str) -> bool {
    let linguagem = abertura
        .split(|letra: char| !letra.is_alphanumeric())
        .next()
        .unwrap_or_default();
    linguagem.eq_ignore_ascii_case("rust") || linguagem == "rs"
}

fn especie(abertura: &str, corpo: &str) -> Especie {
    let inclui = corpo.trim_start().starts_with("{{#include ");
    match (abertura, inclui) {
        ("rust", false) => Especie::Trecho,
        (_, true) if abertura.starts_with("rust ") => Especie::Listagem,
        _ => Especie::SemProva,
    }
}
