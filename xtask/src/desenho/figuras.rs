//! Figuras desenhadas à mão: o SVG entra na página, para herdar as cores do tema.

use crate::html::{em_uma_linha, escapar};
use regex::{Captures, Regex};
use std::sync::LazyLock;

static ABERTURA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<svg\b[^>]*>").expect("expressão válida"));
static PROLOGO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)^.*?(<svg\b)").expect("expressão válida"));
static COMENTARIO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<!--.*?-->").expect("expressão válida"));
static ENTRE_ELEMENTOS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r">\s*\n\s*<").expect("expressão válida"));
static ID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\bid="([^"]+)""#).expect("expressão válida"));

/// Prepara um SVG do repositório para entrar na página.
///
/// `prefixo` torna os ids únicos no livro, pois a página de impressão junta todos os capítulos.
/// O texto alternativo do capítulo vira o nome do desenho para leitores de tela; `<title>` sai,
/// porque o navegador o mostraria como uma dica sobre a figura inteira.
///
/// # Erros
/// Motivo, quando o arquivo não contém um SVG.
pub fn preparar(svg: &str, prefixo: &str, alternativo: &str) -> Result<String, String> {
    let svg = PROLOGO.replace(svg, "$1");
    let svg = COMENTARIO.replace_all(&svg, "");
    let abertura = ABERTURA
        .find(&svg)
        .ok_or("o arquivo da figura não contém um elemento <svg>")?;
    let viewbox = atributo(abertura.as_str(), "viewBox")
        .ok_or("o <svg> da figura não tem viewBox, e sem ele não se ajusta à tela")?;
    let corpo = &svg[abertura.end()..];
    let corpo = sem_elemento(&sem_elemento(corpo, "title"), "desc");
    let corpo = com_ids_unicos(&corpo, prefixo);
    let corpo = ENTRE_ELEMENTOS.replace_all(corpo.trim(), "><");
    let medidas: Vec<&str> = viewbox.split_whitespace().skip(2).collect();
    let [largura, altura] = medidas[..] else {
        return Err(format!(
            "o viewBox da figura tem de ter quatro números, e é “{viewbox}”"
        ));
    };
    Ok(em_uma_linha(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{viewbox}\" role=\"img\" \
         aria-label=\"{}\" style=\"--largura: {largura}px; aspect-ratio: {largura}/{altura}\">{corpo}",
        escapar(alternativo)
    )))
}

fn atributo<'a>(abertura: &'a str, nome: &str) -> Option<&'a str> {
    let depois = abertura.split_once(&format!(" {nome}=\""))?.1;
    depois.split_once('"').map(|(valor, _)| valor)
}

fn sem_elemento(corpo: &str, nome: &str) -> String {
    let (abre, fecha) = (format!("<{nome}"), format!("</{nome}>"));
    match (corpo.find(&abre), corpo.find(&fecha)) {
        (Some(inicio), Some(fim)) if inicio < fim => {
            format!("{}{}", &corpo[..inicio], &corpo[fim + fecha.len()..])
        }
        _ => corpo.to_owned(),
    }
}

fn com_ids_unicos(corpo: &str, prefixo: &str) -> String {
    let ids: Vec<String> = ID.captures_iter(corpo).map(|c| c[1].to_owned()).collect();
    let com_id = ID.replace_all(corpo, |c: &Captures<'_>| {
        format!("id=\"{prefixo}-{}\"", &c[1])
    });
    ids.iter().fold(com_id.into_owned(), |texto, id| {
        texto
            .replace(&format!("url(#{id})"), &format!("url(#{prefixo}-{id})"))
            .replace(
                &format!("href=\"#{id}\""),
                &format!("href=\"#{prefixo}-{id}\""),
            )
    })
}

#[cfg(test)]
mod testes {
    use super::*;

    const SVG: &str = "<?xml version=\"1.0\"?>\n<svg xmlns=\"x\" viewBox=\"0 0 400 200\">\n<title>T</title>\n<desc>D</desc>\n<defs><marker id=\"seta\"/></defs>\n<path marker-end=\"url(#seta)\"/>\n</svg>\n";

    #[test]
    fn os_ids_ganham_prefixo_e_as_referencias_tambem() {
        let svg = preparar(SVG, "f1", "uma seta").expect("o SVG é válido");
        assert!(
            svg.contains("id=\"f1-seta\"") && svg.contains("url(#f1-seta)"),
            "{svg}"
        );
    }

    #[test]
    fn a_figura_fica_em_uma_linha_com_nome_e_sem_titulo() {
        let svg = preparar(SVG, "f1", "uma seta").expect("o SVG é válido");
        assert!(!svg.contains('\n') && !svg.contains("<title>"), "{svg}");
        assert!(svg.contains("aria-label=\"uma seta\""), "{svg}");
    }

    #[test]
    fn sem_viewbox_ou_sem_svg_e_erro() {
        assert!(preparar("<svg></svg>", "f", "x").is_err());
        assert!(preparar("<p>", "f", "x").is_err());
    }
}
