//! Diagramas Mermaid desenhados na construção do livro, com as cores do tema.

use crate::desenho::enxugar::enxugar;
use crate::desenho::figuras::{acessivel, com_ids_unicos};
use crate::desenho::limpeza::limpar;
use crate::html::em_uma_linha;
use crate::problema::Em;
use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Cada variável do tema, e as do Mermaid que têm o papel dela.
const PAPEIS: [&str; 8] = [
    "fig-a primaryColor mainBkg actorBkg labelBoxBkgColor stateBkg compositeBackground",
    "fig-a-traco primaryBorderColor nodeBorder actorBorder labelBoxBorderColor stateBorder",
    "texto primaryTextColor actorTextColor signalTextColor labelTextColor loopTextColor \
     noteTextColor textColor nodeTextColor titleColor stateLabelColor classText \
     transitionLabelColor labelColor secondaryTextColor tertiaryTextColor",
    "suave lineColor signalColor actorLineColor defaultLinkColor transitionColor \
     arrowheadColor specialStateColor",
    "fig-b secondaryColor noteBkgColor activationBkgColor altBackground clusterBkg \
     compositeTitleBackground",
    "fig-b-traco secondaryBorderColor noteBorderColor activationBorderColor clusterBorder",
    "fig-c tertiaryColor",
    "fundo background edgeLabelBackground labelBackgroundColor sequenceNumberColor \
     innerEndBackground",
];

/// Os papéis, cada um com a sua cor. O Mermaid faz contas com cores e não entende `var(--x)`: cada
/// papel recebe uma que não aparece em mais nada, e o desenho pronto a troca pela variável.
fn papeis() -> impl Iterator<Item = (String, &'static str, &'static str)> {
    let papeis = PAPEIS.iter().enumerate();
    papeis.filter_map(|(i, papel)| {
        let (do_tema, do_mermaid) = papel.split_once(' ')?;
        Some((format!("#a1000{}", i + 1), do_tema, do_mermaid))
    })
}

/// A linha do defeito, a partir da que segue a cerca; o motivo e o remédio.
pub type Defeito = (usize, String, String);

/// O que se vê no texto de um diagrama que o Mermaid desenharia sem o que se escreveu.
pub fn conferir(fonte: &str) -> Vec<Defeito> {
    expressoes! {
        /// Um “#12;” escrito sem querer também seria uma, e sumiria.
        ENTIDADE = "#(?:35|59|quot|amp|lt|gt);";
    }
    const DE_ESTILO: [&str; 5] = ["%%", "style ", "classDef ", "linkStyle ", "click "];
    let de_fluxo = fonte.trim_start().starts_with(['f', 'g']);
    let mut defeitos = Vec::new();
    for (i, linha) in fonte.lines().enumerate() {
        let linha = linha.trim().trim_end_matches(';');
        if DE_ESTILO.iter().any(|estilo| linha.starts_with(estilo)) {
            continue;
        }
        let texto = ENTIDADE.replace_all(linha, "");
        if texto.contains('#') {
            let motivo = "o Mermaid corta o texto no #";
            defeitos.push((i + 1, motivo.into(), "escreva #35; no lugar de #".into()));
        } else if texto.contains(';') && !de_fluxo {
            let motivo = "o Mermaid acaba a frase no ;";
            let remedio = "use vírgula, ou escreva #59; no lugar de ;";
            defeitos.push((i + 1, motivo.into(), remedio.into()));
        }
    }
    defeitos
}

const NEUTRO: &str = "cursosvg";

/// Desenha um diagrama; `id` precisa ser único no livro, porque a página de impressão junta tudo.
/// Erros: o que o Mermaid diz do diagrama, ou o `programa` que não se deixa chamar.
pub fn desenhar(
    programa: &Path,
    fonte: &str,
    id: &str,
    alternativo: &str,
) -> Result<String> {
    // Dos ids o Mermaid junta os hifens: desenha-se com um sem nenhum, e o verdadeiro vem depois.
    let svg = pedir(programa, fonte, NEUTRO)?.replace(NEUTRO, id);
    let svg = enxugar(&limpar(&com_as_cores_do_tema(&svg)));
    let svg = acessivel(&com_ids_unicos(&svg, id), alternativo, true);
    Ok(em_uma_linha(&svg.map_err(|motivo| anyhow!("{motivo}"))?))
}

/// Diz um erro de [`desenhar`] na linha que o causa: a que, tirada, deixa desenhar o resto.
pub fn defeito(programa: &Path, fonte: &str, erro: &anyhow::Error) -> Defeito {
    let linhas: Vec<&str> = fonte.lines().collect();
    let sem = |fora: &usize| {
        let resto = linhas.iter().enumerate().filter(|(i, _)| i != fora);
        let resto: Vec<&str> = resto.map(|(_, linha)| *linha).collect();
        pedir(programa, &resto.join("\n"), NEUTRO).is_ok()
    };
    // De uma linha só, não há resto que se desenhe.
    let unica = ["sequence", "flow", "graph", "state"]
        .iter()
        .any(|tipo| linhas.len() == 2 && fonte.starts_with(tipo));
    let causa = (1..linhas.len()).find(sem).or(unica.then_some(1));
    let remedio = match causa {
        Some(i) => format!("corrija a sintaxe de “{}”", linhas[i].trim()),
        None => "comece por sequenceDiagram, flowchart ou stateDiagram-v2, e corrija a sintaxe"
            .to_owned(),
    };
    (
        causa.map_or(1, |i| i + 1),
        format!("o diagrama não pode ser desenhado: {erro:#}"),
        remedio,
    )
}

/// O desenho como o merman o faz, com a cor de cada papel.
fn pedir(programa: &Path, fonte: &str, id: &str) -> Result<String> {
    let pedido = json!({ "fonte": fonte, "id": id, "configuracao": tema() }).to_string();
    let nome = programa.display();
    let mut comando = Command::new(programa);
    comando.stdin(Stdio::piped()).stdout(Stdio::piped());
    let filho = comando.stderr(Stdio::piped()).spawn();
    let mut filho = filho.em("chamar", programa)?;
    if let Some(mut entrada) = filho.stdin.take() {
        // Ele lê tudo antes de escrever; se não leu, o status e o que disse explicam.
        entrada.write_all(pedido.as_bytes()).ok();
    }
    let saida = filho.wait_with_output()?;
    match saida.status.code() {
        Some(0) => {}
        // O que o merman diz está em inglês e não tem linha.
        Some(1) => bail!("o Mermaid não o entende"),
        _ => bail!("{nome} terminou mal ({})", saida.status),
    }
    String::from_utf8(saida.stdout).with_context(|| format!("{nome} não escreveu texto"))
}

fn tema() -> Value {
    let variaveis: Map<String, Value> = papeis()
        .flat_map(|(cor, _, nomes)| {
            let nomes = nomes.split(' ');
            nomes.map(move |nome| (nome.to_owned(), json!(cor)))
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
    papeis().fold(svg.to_owned(), |svg, (cor, do_tema, _)| {
        let variavel = format!("var(--{do_tema})");
        let svg = svg.replace(&cor, &variavel);
        svg.replace(&cor.to_uppercase(), &variavel)
    })
}
