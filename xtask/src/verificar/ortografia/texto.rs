//! As palavras de um texto: só o que se lê em português, sem código, fórmulas nem endereços.

use super::super::pagina::Pagina;
use pulldown_cmark::{LinkType, Tag};
use regex::Regex;
use std::ops::Range;

/// Uma palavra e onde ela está, em bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palavra {
    pub texto: String,
    pub posicao: usize,
}

expressoes! {
    /// Citações, diretivas, notas e entidades: são chaves, não palavras.
    CHAVES = r"\[@[^\]|]*(?:\]|\|)|\{\{[^}]*\}\}|\[\^[^\]]*\]|&#?\w+;";
    CODIGO = r"`[^`]*`|\$[^$]*\$|\[@[^\]]*\]";
    MARCAS =
        r"(?s)<!--.*?-->|<(?:script|style|code|pre|kbd)\b.*?</(?:script|style|code|pre|kbd)>|<[^>]*>|&#?\w+;";
}

/// Atributos de HTML que o leitor lê ou ouve.
const LIDOS: [&str; 3] = ["alt", "title", "aria-label"];

/// As partes de uma palavra com hífen ou apóstrofo.
pub fn partes(palavra: &str) -> impl Iterator<Item = &str> {
    palavra.split(['-', '\'']).filter(|p| !p.is_empty())
}

/// As palavras de uma página; numa bibliografia, as obras ficam de fora, por serem de muitas línguas.
pub fn da_pagina(pagina: &Pagina<'_>, bibliografia: bool) -> Vec<Palavra> {
    let mut palavras = Vec::new();
    for (tag, faixa) in pagina.inicios() {
        if let Tag::HtmlBlock = tag {
            let texto = apagar(&MARCAS, pagina.fonte(faixa));
            palavras.extend(separar(&texto, faixa.start));
        }
    }
    for trecho in &pagina.prosa {
        let texto = apagar(&CHAVES, pagina.fonte(trecho));
        palavras.extend(separar(&texto, trecho.start));
    }
    palavras.extend(dos_atributos(pagina));
    let caladas = regioes_caladas(pagina, bibliografia);
    palavras.retain(|p| !caladas.iter().any(|r| r.contains(&p.posicao)));
    palavras.sort_by_key(|p| p.posicao);
    palavras
}

/// Endereços escritos por extenso e as obras da bibliografia.
fn regioes_caladas<'p>(
    pagina: &'p Pagina<'_>,
    bibliografia: bool,
) -> Vec<&'p Range<usize>> {
    let caladas = pagina.inicios().filter(|(tag, _)| match tag {
        Tag::Item => bibliografia,
        Tag::Link { link_type, .. } => {
            matches!(link_type, LinkType::Autolink | LinkType::Email)
        }
        _ => false,
    });
    caladas.map(|(_, faixa)| faixa).collect()
}

/// Legendas e textos alternativos, das cercas e do HTML.
fn dos_atributos(pagina: &Pagina<'_>) -> Vec<Palavra> {
    let alternativos = pagina.cercas().filter_map(|(bloco, cerca)| {
        Some((cerca.atributo("alt")?.to_owned(), bloco.faixa.start))
    });
    let do_html = pagina.marcas.iter().flat_map(|marca| {
        let valores = LIDOS.iter().filter_map(|nome| marca.atributo(nome));
        valores.map(|valor| (valor.to_owned(), marca.faixa.start))
    });
    let textos = pagina.legendas().into_iter().chain(alternativos);
    let palavras = textos.chain(do_html).flat_map(|(t, i)| num_so_lugar(&t, i));
    palavras.collect()
}

/// O que um SVG diz: nome, descrição e letreiros.
pub fn do_svg(svg: &str) -> Vec<Palavra> {
    let Ok(documento) = roxmltree::Document::parse(svg) else {
        return Vec::new();
    };
    let ditos = ["title", "desc", "text", "tspan", "textPath"];
    let dito = |no: &roxmltree::Node<'_, '_>| {
        let pai = no.parent_element();
        no.is_text() && pai.is_some_and(|pai| ditos.contains(&pai.tag_name().name()))
    };
    let textos = documento.descendants().filter(dito);
    textos
        .flat_map(|no| num_so_lugar(no.text().unwrap_or(""), no.range().start))
        .collect()
}

/// As palavras de um texto que não está no documento como é lido: todas ganham a mesma posição.
fn num_so_lugar(texto: &str, posicao: usize) -> Vec<Palavra> {
    let mut palavras = separar(&apagar(&CODIGO, texto), 0);
    for palavra in &mut palavras {
        palavra.posicao = posicao;
    }
    palavras
}

/// Troca o que casa por espaços, sem mudar a posição do resto.
fn apagar(expressao: &Regex, texto: &str) -> String {
    let espacos = |c: &regex::Captures<'_>| " ".repeat(c[0].len());
    expressao.replace_all(texto, espacos).into_owned()
}

/// Separa as palavras; endereços, nomes de arquivo e o que tem algarismos não são palavras.
pub fn separar(texto: &str, base: usize) -> Vec<Palavra> {
    let mut palavras = Vec::new();
    for pedaco in texto.split_whitespace() {
        if pedaco.contains("://") || pedaco.contains(['@', '_']) || pedaco.contains("::")
        {
            continue;
        }
        let interno =
            |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.');
        for parte in pedaco.split(|c| !interno(c)) {
            let palavra = parte.trim_matches(['-', '\'', '’', '.']);
            let nome_com_ponto = palavra.contains('.');
            if palavra.is_empty() || nome_com_ponto || palavra.contains(char::is_numeric)
            {
                continue;
            }
            palavras.push(Palavra {
                // Os dois ponteiros são do mesmo texto.
                posicao: base + (palavra.as_ptr() as usize - texto.as_ptr() as usize),
                texto: palavra.replace('’', "'"),
            });
        }
    }
    palavras
}

#[cfg(test)]
mod testes {
    use super::*;
    use crate::leitura::documento::Documento;

    #[track_caller]
    fn le(texto: &str, esperadas: &str) {
        let documento = Documento::novo("src/a.md", texto);
        let palavras = da_pagina(&Pagina::nova(&documento), false);
        let palavras: Vec<&str> = palavras.iter().map(|p| p.texto.as_str()).collect();
        assert_eq!(palavras.join(" "), esperadas);
    }

    #[test]
    fn so_o_que_se_le_em_portugues_e_palavra() {
        le(
            "# Um *socket*\n\nVeja [aqui](x.md) e <https://a.b/c>: `x`, $n$, IPv4, book.toml [@abc].\n",
            "Um socket Veja aqui e",
        );
        le(
            "TCP/IP, guarda-chuva e d’água.",
            "TCP IP guarda-chuva e d'água",
        );
    }

    #[test]
    fn legendas_alternativos_e_html_sao_lidos() {
        le("~~~text legenda=\"Um `x` só\"\nnada\n~~~\n", "Um só");
        le(
            "<p title=\"dica\">oi</p>\n\n![alto](a.svg \"baixo\")\n",
            "dica oi baixo alto",
        );
    }
}
