//! Recusa SVG que não serve a todos: sem nome nem descrição, de tamanho ou cor fixos, com código
//! ou com algo de fora.

use super::{Livro, Problema, arquivos_com};
use crate::leitura::documento::Documento;
use roxmltree::{Document, Node};

expressoes! {
    COR_FIXA = r"(?i)#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(";
    COR =
        r"^(?:none|currentColor|inherit|context-stroke|context-fill|var\(--[a-z-]+\)|url\(#[\w-]+\))$";
}

/// Atributos que levam uma cor.
const DE_COR: [&str; 5] = ["fill", "stroke", "stop-color", "flood-color", "color"];

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for svg in arquivos_com(&livro.acervo.raiz, &livro.acervo.fonte, "svg") {
        conferir_svg(&svg, problemas);
    }
}

/// Anota o que se recusa num elemento.
type Recusar<'r> = dyn FnMut(Node<'_, '_>, String, &str) + 'r;

fn conferir_svg(svg: &Documento, problemas: &mut Vec<Problema>) {
    let mut anotar = |linha, motivo, remedio: &str| {
        problemas.push(Problema::novo(&svg.caminho, linha, motivo, remedio));
    };
    let documento = match Document::parse(&svg.texto) {
        Ok(documento) => documento,
        Err(erro) => {
            let motivo = format!("o SVG está mal formado: {erro}");
            let remedio = "feche os elementos e as aspas, e escreva & como &amp;";
            return anotar(erro.pos().row as usize, motivo, remedio);
        }
    };
    let mut recusar = |no: Node<'_, '_>, motivo: String, remedio: &str| {
        anotar(svg.linha(no.range().start), motivo, remedio);
    };
    conferir_raiz(documento.root_element(), &mut recusar);
    for no in documento.descendants().filter(Node::is_element) {
        conferir_elemento(no, &mut recusar);
    }
}

fn conferir_raiz(raiz: Node<'_, '_>, recusar: &mut Recusar<'_>) {
    if raiz.tag_name().name() != "svg" {
        let motivo = format!("a raiz do SVG é <{}>", raiz.tag_name().name());
        let remedio = "comece o arquivo por <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"…\">";
        return recusar(raiz, motivo, remedio);
    }
    for nome in ["title", "desc"] {
        let com_nome =
            |f: &Node<'_, '_>| f.has_tag_name(("http://www.w3.org/2000/svg", nome));
        let texto = raiz.children().find(com_nome).and_then(|f| f.text());
        if texto.is_none_or(|t| t.trim().is_empty()) {
            let remedio =
                "dê-lhe nome em <title> e descrição em <desc>, para quem não o vê";
            recusar(raiz, format!("o SVG não tem <{nome}>"), remedio);
        }
    }
    if raiz.attribute("viewBox").is_none() {
        let remedio = "sem ele o desenho não se ajusta à tela";
        recusar(raiz, "o SVG não tem viewBox".to_owned(), remedio);
    }
    let fixos = ["width", "height"].into_iter();
    for nome in fixos.filter(|nome| raiz.attribute(*nome).is_some()) {
        let remedio = "tire-o: o viewBox basta, e o desenho se ajusta à tela";
        recusar(raiz, format!("o SVG tem {nome} fixo na raiz"), remedio);
    }
}

fn conferir_elemento(no: Node<'_, '_>, recusar: &mut Recusar<'_>) {
    let nome = no.tag_name().name();
    if matches!(nome, "script" | "foreignObject" | "image") {
        let remedio = "use só formas e texto: a figura entra na página e não traz código nem imagens";
        recusar(no, format!("o SVG tem <{nome}>"), remedio);
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
            let remedio = "desenhe no próprio arquivo; href só leva a um #id dele";
            recusar(no, format!("o SVG busca algo de fora: {valor}"), remedio);
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
