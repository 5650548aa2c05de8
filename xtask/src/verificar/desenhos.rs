//! Recusa SVG que não serve a todos: sem nome nem descrição, de tamanho ou cor fixos, com código
//! ou com algo de fora.

use super::acervo::{Livro, arquivos};
use crate::problema::Problema;
use regex::Regex;
use roxmltree::{Document, Node};
use std::path::Path;
use std::sync::LazyLock;

static COR_FIXA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(")
        .expect("expressão válida")
});
static COR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:none|currentColor|inherit|context-stroke|context-fill|var\(--[a-z-]+\)|url\(#[\w-]+\))$")
        .expect("expressão válida")
});

/// Atributos que levam uma cor.
const DE_COR: [&str; 5] = ["fill", "stroke", "stop-color", "flood-color", "color"];

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for arquivo in arquivos(&livro.acervo.raiz, &livro.acervo.fonte) {
        if arquivo.extension().is_none_or(|e| e != "svg") {
            continue;
        }
        let Ok(texto) = std::fs::read_to_string(livro.acervo.raiz.join(&arquivo)) else {
            continue;
        };
        conferir_svg(&arquivo, &texto, problemas);
    }
}

fn conferir_svg(arquivo: &Path, texto: &str, problemas: &mut Vec<Problema>) {
    let documento = match Document::parse(texto) {
        Ok(documento) => documento,
        Err(erro) => {
            problemas.push(Problema::novo(
                arquivo,
                erro.pos().row as usize,
                format!("o SVG está mal formado: {erro}"),
                "feche os elementos e as aspas, e escreva & como &amp;",
            ));
            return;
        }
    };
    let mut recusar = |no: Node<'_, '_>, motivo: String, remedio: &str| {
        let linha = documento.text_pos_at(no.range().start).row as usize;
        problemas.push(Problema::novo(arquivo, linha, motivo, remedio));
    };
    conferir_raiz(documento.root_element(), &mut recusar);
    for no in documento.descendants().filter(Node::is_element) {
        conferir_elemento(no, &mut recusar);
    }
}

fn conferir_raiz(
    raiz: Node<'_, '_>,
    recusar: &mut impl FnMut(Node<'_, '_>, String, &str),
) {
    if raiz.tag_name().name() != "svg" {
        recusar(
            raiz,
            format!("a raiz do SVG é <{}>", raiz.tag_name().name()),
            "comece o arquivo por <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"…\">",
        );
        return;
    }
    conferir_nomes(raiz, recusar);
    if raiz.attribute("viewBox").is_none() {
        recusar(
            raiz,
            "o SVG não tem viewBox".to_owned(),
            "sem ele o desenho não se ajusta à tela",
        );
    }
    for nome in ["width", "height"] {
        if raiz.attribute(nome).is_some() {
            recusar(
                raiz,
                format!("o SVG tem {nome} fixo na raiz"),
                "tire-o: o viewBox basta, e o desenho se ajusta à tela",
            );
        }
    }
}

fn conferir_nomes(
    raiz: Node<'_, '_>,
    recusar: &mut impl FnMut(Node<'_, '_>, String, &str),
) {
    for nome in ["title", "desc"] {
        let filho = raiz
            .children()
            .find(|f| f.has_tag_name(("http://www.w3.org/2000/svg", nome)));
        if filho
            .and_then(|f| f.text())
            .is_none_or(|t| t.trim().is_empty())
        {
            recusar(
                raiz,
                format!("o SVG não tem <{nome}>"),
                "dê-lhe nome em <title> e descrição em <desc>, para quem não o vê",
            );
        }
    }
}

fn conferir_elemento(
    no: Node<'_, '_>,
    recusar: &mut impl FnMut(Node<'_, '_>, String, &str),
) {
    let nome = no.tag_name().name();
    if matches!(nome, "script" | "foreignObject" | "image") {
        recusar(
            no,
            format!("o SVG tem <{nome}>"),
            "use só formas e texto: a figura entra na página e não traz código nem imagens",
        );
    }
    if nome == "style" && no.text().is_some_and(|t| COR_FIXA.is_match(t)) {
        recusar(no, "o <style> do SVG tem cor fixa".to_owned(), CORES);
    }
    for atributo in no.attributes() {
        let (chave, valor) = (atributo.name(), atributo.value());
        if chave.starts_with("on") {
            recusar(no, format!("o SVG tem código em {chave}"), "tire o código");
        }
        if e_de_fora(chave, valor) {
            recusar(
                no,
                format!("o SVG busca algo de fora: {valor}"),
                "desenhe no próprio arquivo; href só leva a um #id dele",
            );
        }
        let cor = DE_COR.contains(&chave) && !COR.is_match(valor.trim());
        if cor || (chave == "style" && COR_FIXA.is_match(valor)) {
            recusar(no, format!("cor fixa no SVG: {chave}=\"{valor}\""), CORES);
        }
    }
}

const CORES: &str = "use currentColor, none ou as variáveis do tema, como var(--fig-a): há tema claro e escuro";

fn e_de_fora(chave: &str, valor: &str) -> bool {
    let endereco = valor.contains("://") || valor.trim_start().starts_with("//");
    match chave {
        "href" => !valor.starts_with('#'),
        _ => endereco || (valor.contains("url(") && !valor.contains("url(#")),
    }
}
