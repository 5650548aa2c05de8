//! As trocas que um capítulo pede: blocos, fórmulas, figuras, mapa e citações.

use super::bloco;
use super::contexto::Contexto;
use super::formula;
use crate::desenho::figuras;
use crate::html::legenda;
use crate::leitura::citacoes::{self, CITACAO};
use crate::leitura::inclusao::normalizar;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Uma faixa do texto e o que entra no lugar.
pub type Troca = (Range<usize>, String);

/// O que o curso escreve para o mapa da página inicial.
const MAPA: &str = "{{#mapa}}";

/// As trocas que o próprio Markdown revela.
pub fn do_markdown(contexto: &mut Contexto<'_>) -> Vec<Troca> {
    let documento = contexto.documento;
    let mut trocas = Vec::new();
    let mut blocos = documento.blocos().into_iter();
    let mut em_codigo = false;
    for (evento, faixa) in documento.eventos() {
        match evento {
            Event::Start(Tag::CodeBlock(_)) => {
                em_codigo = true;
                if let Some(html) =
                    blocos.next().and_then(|b| bloco::transformar(contexto, &b))
                {
                    // A linha em branco fecha o bloco de HTML antes do parágrafo seguinte.
                    trocas.push((faixa, format!("{html}\n")));
                }
            }
            Event::InlineMath(latex) => {
                trocas.extend(formula::na_linha(contexto, &latex, faixa));
            }
            Event::DisplayMath(latex) => {
                trocas.extend(formula::em_bloco(contexto, &latex, faixa));
            }
            Event::Start(Tag::Paragraph) => paragrafo(contexto, faixa, &mut trocas),
            Event::End(TagEnd::CodeBlock) => em_codigo = false,
            Event::Text(_) if !em_codigo => formula::cifroes(contexto, faixa),
            _ => {}
        }
    }
    trocas
}

/// Um parágrafo pode ser só uma figura ou só o mapa.
fn paragrafo(contexto: &mut Contexto<'_>, faixa: Range<usize>, trocas: &mut Vec<Troca>) {
    let texto = contexto.documento.texto[faixa.clone()].trim();
    if texto == MAPA {
        trocas.push((faixa, format!("{}\n", contexto.oficina.mapa)));
    } else if let Some(figura) =
        so_uma_imagem(texto).filter(|f| f.endereco.ends_with(".svg"))
    {
        match desenho(contexto, &figura) {
            Ok(html) => trocas.push((faixa, format!("{html}\n"))),
            Err((motivo, remedio)) => contexto.problema(faixa.start, motivo, remedio),
        }
    }
}

struct Figura {
    endereco: String,
    alternativo: String,
    legenda: String,
}

fn so_uma_imagem(paragrafo: &str) -> Option<Figura> {
    let documento = crate::leitura::documento::Documento::novo("", paragrafo);
    let mut eventos = documento.eventos().map(|(evento, _)| evento);
    if !matches!(eventos.next(), Some(Event::Start(Tag::Paragraph))) {
        return None;
    }
    let Some(Event::Start(Tag::Image {
        dest_url, title, ..
    })) = eventos.next()
    else {
        return None;
    };
    let mut alternativo = String::new();
    loop {
        match eventos.next()? {
            Event::Text(t) | Event::Code(t) => alternativo.push_str(&t),
            Event::SoftBreak => alternativo.push(' '),
            Event::End(TagEnd::Image) => break,
            _ => {}
        }
    }
    matches!(eventos.next(), Some(Event::End(TagEnd::Paragraph))).then(|| Figura {
        endereco: dest_url.to_string(),
        alternativo,
        legenda: title.to_string(),
    })
}

fn desenho(
    contexto: &mut Contexto<'_>,
    figura: &Figura,
) -> Result<String, (String, String)> {
    let remedio = || {
        "ponha o arquivo em figuras/, ao lado do capítulo, e confira o nome".to_owned()
    };
    if figura.legenda.is_empty() || figura.alternativo.trim().is_empty() {
        return Err((
            format!(
                "a figura {} não tem legenda ou texto alternativo",
                figura.endereco
            ),
            "escreva ![o que se vê](figuras/nome.svg \"A legenda.\")".to_owned(),
        ));
    }
    let arquivo = normalizar(&contexto.documento.pasta().join(&figura.endereco))
        .ok_or_else(|| {
            (
                format!("a figura {} está fora do livro", figura.endereco),
                remedio(),
            )
        })?;
    let svg = std::fs::read_to_string(contexto.oficina.raiz.join(&arquivo)).map_err(
        |erro| {
            (
                format!("não consigo ler a figura {}: {erro}", figura.endereco),
                remedio(),
            )
        },
    )?;
    let (rotulo, id) = contexto.proxima_figura();
    let svg = figuras::preparar(&svg, &id, &figura.alternativo)
        .map_err(|motivo| (format!("{}: {motivo}", figura.endereco), remedio()))?;
    Ok(format!(
        "<figure class=\"diagrama desenho\" id=\"{id}\">{svg}<figcaption><span class=\"rotulo\">{rotulo}</span> \
         <span class=\"legenda\">{}</span></figcaption></figure>",
        legenda(&figura.legenda)
    ))
}

/// As citações, que o Markdown não conhece: procuram-se no texto, fora de código e de fórmulas.
pub fn das_citacoes(contexto: &mut Contexto<'_>) -> Vec<Troca> {
    let documento = contexto.documento;
    let protegidas: Vec<Range<usize>> = documento
        .eventos()
        .filter(|(evento, _)| {
            matches!(
                evento,
                Event::Start(Tag::CodeBlock(_))
                    | Event::Code(_)
                    | Event::InlineMath(_)
                    | Event::DisplayMath(_)
            )
        })
        .map(|(_, faixa)| faixa)
        .collect();
    let mut trocas = Vec::new();
    for achado in CITACAO.captures_iter(&documento.texto) {
        let Some(inteira) = achado.get(0) else {
            continue;
        };
        if protegidas.iter().any(|p| p.contains(&inteira.start())) {
            continue;
        }
        match contexto.oficina.rotulos.get(&achado[1]) {
            Some(rotulo) => {
                let elo = citacoes::elo(rotulo, &achado[1], &contexto.ate_a_raiz);
                trocas.push((inteira.range(), elo));
            }
            None => contexto.problema(
                inteira.start(),
                format!(
                    "a citação [@{}] não tem entrada na bibliografia",
                    &achado[1]
                ),
                format!(
                    "escreva a entrada em {} ou corrija a chave",
                    citacoes::ARQUIVO
                ),
            ),
        }
    }
    trocas
}

/// Aplica as trocas do fim para o começo.
pub fn aplicar(texto: &str, mut trocas: Vec<Troca>) -> String {
    trocas.sort_by_key(|(faixa, _)| std::cmp::Reverse(faixa.start));
    trocas
        .into_iter()
        .fold(texto.to_owned(), |mut texto, (faixa, novo)| {
            // A faixa de um bloco inclui a quebra final; sem ela o bloco colaria no seguinte.
            let quebra = if texto[faixa.clone()].ends_with('\n') {
                "\n"
            } else {
                ""
            };
            texto.replace_range(faixa, &format!("{novo}{quebra}"));
            texto
        })
}
