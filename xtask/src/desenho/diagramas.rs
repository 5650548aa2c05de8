//! Diagramas Mermaid desenhados na construção do livro, com as cores do tema.

use crate::desenho::enxugar::enxugar;
use crate::desenho::limpeza::limpar;
use crate::html::{em_uma_linha, escapar};
use anyhow::{Context, Result, anyhow, bail};
use regex::Regex;
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
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
/// O que o Mermaid diz do diagrama, ou o `programa` que não se deixa chamar.
pub fn desenhar(
    programa: &Path,
    fonte: &str,
    id: &str,
    alternativo: &str,
) -> Result<String> {
    let svg = pedir(programa, fonte, id)?;
    let svg = enxugar(&limpar(&com_as_cores_do_tema(&svg)));
    Ok(em_uma_linha(&acessivel(&svg, alternativo)?))
}

/// O desenho como o merman o faz, com a cor de cada papel.
fn pedir(programa: &Path, fonte: &str, id: &str) -> Result<String> {
    let pedido = json!({ "fonte": fonte, "id": id, "configuracao": tema() }).to_string();
    let nome = programa.display();
    let mut filho = Command::new(programa)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("não consigo chamar {nome}"))?;
    if let Some(mut entrada) = filho.stdin.take() {
        // Ele lê tudo antes de escrever; se não leu, o status e o que disse explicam.
        entrada.write_all(pedido.as_bytes()).ok();
    }
    let saida = filho.wait_with_output()?;
    if !saida.status.success() {
        bail!("{}", String::from_utf8_lossy(&saida.stderr).trim_end());
    }
    String::from_utf8(saida.stdout).with_context(|| format!("{nome} não escreveu texto"))
}

fn tema() -> Value {
    let variaveis: Map<String, Value> = PAPEIS
        .iter()
        .flat_map(|(nomes, cor, _)| {
            nomes.iter().map(move |n| ((*n).to_owned(), json!(cor)))
        })
        .collect();
    json!({
        "theme": "base",
        "fontFamily": "system-ui, sans-serif",
        "themeVariables": variaveis,
        "flowchart": { "htmlLabels": false },
        "sequence": { "useMaxWidth": true, "mirrorActors": false },
    })
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
