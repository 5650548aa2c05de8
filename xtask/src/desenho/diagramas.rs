//! Diagramas Mermaid desenhados na construção do livro, com as cores do tema.

use crate::desenho::enxugar::enxugar;
use crate::desenho::limpeza::limpar;
use crate::html::{em_uma_linha, escapar};
use anyhow::{Result, anyhow, bail};
use merman::{
    MermaidEngine, OperationControl, ParseOptions, RenderOutput, RenderRequest, Renderer,
    SourcePresentationConfig, SvgRequest, svg::SvgRenderOptions,
};
use regex::Regex;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// Variável do Mermaid, cor de reserva e variável do tema.
///
/// O Mermaid faz contas com cores e não entende `var(--x)`: cada papel recebe uma cor que não
/// aparece em mais nada, e o desenho pronto troca essa cor pela variável.
const PAPEIS: [(&[&str], &str, &str); 8] = [
    (
        &[
            "primaryColor",
            "mainBkg",
            "actorBkg",
            "labelBoxBkgColor",
            "stateBkg",
            "compositeBackground",
        ],
        "#a10001",
        "var(--fig-a)",
    ),
    (
        &[
            "primaryBorderColor",
            "nodeBorder",
            "actorBorder",
            "labelBoxBorderColor",
            "stateBorder",
        ],
        "#a10002",
        "var(--fig-a-traco)",
    ),
    (
        &[
            "primaryTextColor",
            "actorTextColor",
            "signalTextColor",
            "labelTextColor",
            "loopTextColor",
            "noteTextColor",
            "textColor",
            "nodeTextColor",
            "titleColor",
            "stateLabelColor",
            "transitionLabelColor",
            "labelColor",
            "secondaryTextColor",
            "tertiaryTextColor",
            "classText",
        ],
        "#a10003",
        "var(--texto)",
    ),
    (
        &[
            "lineColor",
            "signalColor",
            "actorLineColor",
            "defaultLinkColor",
            "transitionColor",
            "arrowheadColor",
            "specialStateColor",
        ],
        "#a10004",
        "var(--suave)",
    ),
    (
        &[
            "secondaryColor",
            "noteBkgColor",
            "activationBkgColor",
            "altBackground",
            "clusterBkg",
            "compositeTitleBackground",
        ],
        "#a10005",
        "var(--fig-b)",
    ),
    (
        &[
            "secondaryBorderColor",
            "noteBorderColor",
            "activationBorderColor",
            "clusterBorder",
        ],
        "#a10006",
        "var(--fig-b-traco)",
    ),
    (&["tertiaryColor"], "#a10007", "var(--fig-c)"),
    (
        &[
            "background",
            "edgeLabelBackground",
            "labelBackgroundColor",
            "sequenceNumberColor",
            "innerEndBackground",
        ],
        "#a10008",
        "var(--fundo)",
    ),
];

/// Desenha um diagrama; `id` precisa ser único no livro, porque a página de impressão junta tudo.
///
/// # Erros
/// O que o Mermaid diz do diagrama.
pub fn desenhar(fonte: &str, id: &str, alternativo: &str) -> Result<String> {
    let pedido = SvgRequest {
        options: SvgRenderOptions {
            diagram_id: Some(id.to_owned()),
            ..Default::default()
        },
        ..Default::default()
    };
    let desenhista = Renderer::new()
        .with_presentation_engine(MermaidEngine::new().with_site_config(tema()))
        .with_parse_options(ParseOptions::strict());
    let saida = desenhista
        .render(RenderRequest::svg(fonte, OperationControl::new(), pedido))
        .map_err(|erro| anyhow!("{erro}"))?;
    let RenderOutput::Svg(Some(svg)) = saida else {
        bail!(
            "a primeira linha não é de um diagrama que o curso desenha (sequenceDiagram, flowchart ou stateDiagram-v2)"
        );
    };
    let svg = enxugar(&limpar(&com_as_cores_do_tema(svg.svg())));
    Ok(em_uma_linha(&acessivel(&svg, alternativo)?))
}

fn tema() -> SourcePresentationConfig {
    let variaveis: Map<String, Value> = PAPEIS
        .iter()
        .flat_map(|(nomes, cor, _)| {
            nomes.iter().map(move |n| ((*n).to_owned(), json!(cor)))
        })
        .collect();
    SourcePresentationConfig::from_value(json!({
        "theme": "base",
        "fontFamily": "system-ui, sans-serif",
        "themeVariables": variaveis,
        "flowchart": { "htmlLabels": false },
        "sequence": { "useMaxWidth": true, "mirrorActors": false },
    }))
}

fn com_as_cores_do_tema(svg: &str) -> String {
    PAPEIS
        .iter()
        .fold(svg.to_owned(), |svg, (_, cor, variavel)| {
            svg.replace(cor, variavel)
                .replace(&cor.to_uppercase(), variavel)
        })
}

/// Troca o elemento de abertura por um que leitores de tela entendem.
fn acessivel(svg: &str, alternativo: &str) -> Result<String> {
    static ABERTURA: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)<svg\b[^>]*>").expect("expressão válida"));
    static ATRIBUTO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"\b(id|viewBox|class)="([^"]*)""#).expect("expressão válida")
    });
    let abertura = ABERTURA
        .find(svg)
        .ok_or_else(|| anyhow!("o desenho não é um SVG"))?;
    let mut nova = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    let mut medidas = None;
    for achado in ATRIBUTO.captures_iter(abertura.as_str()) {
        nova.push_str(&format!(" {}=\"{}\"", &achado[1], &achado[2]));
        if &achado[1] == "viewBox" {
            let mut partes = achado[2].split_whitespace().skip(2).map(str::to_owned);
            medidas = partes.next().zip(partes.next());
        }
    }
    let (largura, altura) =
        medidas.ok_or_else(|| anyhow!("o desenho não tem medidas"))?;
    // O tema precisa do tamanho natural: abaixo de 75 % dele o texto teria menos de 12 px.
    nova.push_str(&format!(
        " width=\"{largura}\" height=\"{altura}\" style=\"--largura: {largura}px; aspect-ratio: {largura}/{altura}\" aria-label=\"{}\">",
        escapar(alternativo)
    ));
    Ok(format!("{nova}{}", &svg[abertura.end()..]))
}

#[cfg(test)]
mod testes {
    use super::*;

    const SEQUENCIA: &str = "sequenceDiagram\n  participant C as Cliente\n  participant S as Servidor\n  C->>S: SYN\n  S-->>C: SYN, ACK\n  Note over C,S: aberta\n";
    const FLUXO: &str =
        "flowchart LR\n  A[Um] --> B{Dois}\n  subgraph G\n  B --> C\n  end\n";
    const ESTADOS: &str =
        "stateDiagram-v2\n  [*] --> Fechado\n  Fechado --> Aberto: abre\n";

    #[test]
    fn nenhuma_cor_fixa_sobra_no_desenho() {
        let cor =
            Regex::new(r"(?i)#[0-9a-f]{3}\b|#[0-9a-f]{6}\b|rgba?\(|hsla?\(|\bblack\b")
                .expect("expressão válida");
        for (i, fonte) in [SEQUENCIA, FLUXO, ESTADOS].iter().enumerate() {
            let svg =
                desenhar(fonte, &format!("d{i}"), "x").expect("o diagrama é válido");
            let sobras: Vec<&str> = cor.find_iter(&svg).map(|m| m.as_str()).collect();
            assert!(sobras.is_empty(), "{fonte}: {sobras:?}");
        }
    }

    #[test]
    fn um_numero_escrito_no_diagrama_chega_inteiro() {
        let fonte = "sequenceDiagram\n  A->>B: pi é 3.14159\n";
        let svg = desenhar(fonte, "d", "x").expect("o diagrama é válido");
        assert!(svg.contains("pi é 3.14159"), "{svg}");
    }

    #[test]
    fn o_desenho_diz_o_que_e_a_quem_nao_o_ve() {
        let svg =
            desenhar(SEQUENCIA, "d", "Três \"passos\"").expect("o diagrama é válido");
        assert!(
            svg.starts_with("<svg ") && svg.contains("role=\"img\""),
            "{svg}"
        );
        assert!(
            svg.contains("aria-label=\"Três &quot;passos&quot;\""),
            "{svg}"
        );
    }

    #[test]
    fn diagrama_errado_e_erro() {
        assert!(desenhar("sequenceDiagram\n  A->>\n", "d", "x").is_err());
        assert!(desenhar("isto não é um diagrama", "d", "x").is_err());
    }
}
