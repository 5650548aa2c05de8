//! Figuras desenhadas à mão: o SVG entra na página, para herdar as cores do tema.

use crate::html::{em_uma_linha, escapar};
use std::collections::BTreeSet;

expressoes! {
    ABERTURA = r"(?s)<svg\b[^>]*>";
    PROLOGO = r"(?s)^.*?(<svg\b)";
    TITULO = r"(?s)<title\b.*?</title>";
    DESCRICAO = r"(?s)<desc\b.*?</desc>";
    COMENTARIO = r"(?s)<!--.*?-->";
    ENTRE_ELEMENTOS = r">\s*\n\s*<";
    ID = r#"\sid="([^"]+)""#;
}

/// Prepara um SVG do repositório para entrar na página.
///
/// `prefixo` torna os ids únicos no livro, pois a página de impressão junta todos os capítulos.
/// O texto alternativo do capítulo vira o nome do desenho para leitores de tela; `<title>` sai,
/// porque o navegador o mostraria como uma dica sobre a figura inteira.
pub fn preparar(svg: &str, prefixo: &str, alternativo: &str) -> Result<String, String> {
    let svg = PROLOGO.replace(svg, "$1");
    let svg = COMENTARIO.replace_all(&svg, "");
    let svg = TITULO.replace(&svg, "");
    let svg = DESCRICAO.replace(&svg, "");
    let svg = acessivel(&com_ids_unicos(&svg, prefixo), alternativo, false)?;
    Ok(em_uma_linha(&ENTRE_ELEMENTOS.replace_all(svg.trim(), "><")))
}

/// Troca o elemento de abertura por um que se ajusta à tela e que leitores de tela entendem.
/// Erros: motivo, quando não há um SVG ou ele não diz as suas medidas.
pub fn acessivel(svg: &str, alternativo: &str, natural: bool) -> Result<String, String> {
    let abertura = ABERTURA.find(svg);
    let abertura = abertura.ok_or("o arquivo da figura não contém um elemento <svg>")?;
    let atributo = |nome: &str| atributo(abertura.as_str(), nome);
    let viewbox = atributo("viewBox")
        .ok_or("o <svg> da figura não tem viewBox, e sem ele não se ajusta à tela")?;
    let medidas: Vec<&str> = viewbox.split_whitespace().skip(2).collect();
    let [largura, altura] = medidas[..] else {
        return Err(format!(
            "o viewBox da figura tem de ter quatro números, e é “{viewbox}”"
        ));
    };
    let mut nova = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    for nome in ["id", "class"] {
        let valor = atributo(nome).map(|valor| format!(" {nome}=\"{valor}\""));
        nova.extend(valor);
    }
    if natural {
        // O tema precisa do tamanho natural: abaixo de 75 % dele o texto teria menos de 12 px.
        nova.push_str(&format!(" width=\"{largura}\" height=\"{altura}\""));
    }
    Ok(format!(
        "{nova} viewBox=\"{viewbox}\" role=\"img\" aria-label=\"{}\" \
         style=\"--largura: {largura}px; aspect-ratio: {largura}/{altura}\">{}",
        escapar(alternativo),
        &svg[abertura.end()..]
    ))
}

fn atributo<'a>(abertura: &'a str, nome: &str) -> Option<&'a str> {
    let depois = abertura.split_once(&format!(" {nome}=\""))?.1;
    depois.split_once('"').map(|(valor, _)| valor)
}

/// Põe o prefixo em cada id que ainda não o tem, e em quem se refere a ele.
pub fn com_ids_unicos(svg: &str, prefixo: &str) -> String {
    let ids = ID.captures_iter(svg).filter_map(|c| c.get(1));
    let ids = ids.map(|id| id.as_str());
    let ids: BTreeSet<&str> = ids.filter(|id| !id.starts_with(prefixo)).collect();
    ids.iter().fold(svg.to_owned(), |svg, id| {
        let cercas = [(" id=\"", "\""), ("url(#", ")"), ("href=\"#", "\"")];
        cercas.iter().fold(svg, |svg, (antes, depois)| {
            let novo = format!("{antes}{prefixo}-{id}{depois}");
            svg.replace(&format!("{antes}{id}{depois}"), &novo)
        })
    })
}

#[cfg(test)]
mod testes {
    use super::*;

    const SVG: &str = "<?xml version=\"1.0\"?>\n<svg xmlns=\"x\" viewBox=\"0 0 400 200\">\n<title>T</title>\n<desc>D</desc>\n<defs><marker id=\"seta\"/></defs>\n<path marker-end=\"url(#seta)\"/>\n</svg>\n";

    #[test]
    fn os_ids_ganham_prefixo_e_as_referencias_tambem() {
        let svg = preparar(SVG, "f1", "uma seta").expect("o SVG é válido");
        let ambos = svg.contains("id=\"f1-seta\"") && svg.contains("url(#f1-seta)");
        assert!(ambos, "{svg}");
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
