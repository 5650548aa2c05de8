//! As trocas que um capítulo pede: blocos, fórmulas, figuras, mapa e citações.

use super::contexto::{Contexto, Troca};
use super::{bloco, figura, formula};
use crate::leitura::citacoes::{self, CITACAO};
use crate::leitura::documento::{Documento, Evento};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// O que o curso escreve para o mapa da página inicial.
const MAPA: &str = "{{#mapa}}";

/// As trocas que o próprio Markdown revela, e as das citações, que ele não conhece.
pub fn do_capitulo(contexto: &mut Contexto<'_>) -> Vec<Troca> {
    let documento = contexto.documento;
    let eventos: Vec<Evento<'_>> = documento.eventos().collect();
    formula::conferir(contexto, &eventos);
    let mut trocas: Vec<Troca> = Vec::new();
    let mut blocos = documento.blocos_de(&eventos).into_iter();
    for (i, (evento, faixa)) in eventos.iter().enumerate() {
        // O que está dentro de uma figura já saiu com ela.
        if trocas.last().is_some_and(|(t, _)| t.contains(&faixa.start)) {
            continue;
        }
        match evento {
            Event::Start(Tag::CodeBlock(_)) => {
                let html = blocos.next().and_then(|b| bloco::transformar(contexto, &b));
                trocas.extend(html.map(|html| por_html(documento, faixa, &html)));
            }
            Event::InlineMath(latex) => {
                trocas.extend(formula::na_linha(contexto, latex, faixa.clone()));
            }
            Event::DisplayMath(latex) if sozinha(&eventos, i) => {
                trocas.extend(formula::em_bloco(contexto, latex, faixa.clone()));
            }
            Event::DisplayMath(_) => contexto.problema(
                faixa.start,
                "a fórmula entre $$ está colada a um texto",
                "deixe-a num parágrafo só dela, com uma linha em branco antes e outra depois",
            ),
            Event::Start(Tag::Paragraph) => {
                let html = paragrafo(contexto, &eventos[i..]);
                trocas.extend(html.map(|html| por_html(documento, faixa, &html)));
            }
            _ => {}
        }
    }
    das_citacoes(contexto, &eventos, &mut trocas);
    trocas
}

fn sozinha(eventos: &[Evento<'_>], i: usize) -> bool {
    let antes = i.checked_sub(1).map(|i| &eventos[i].0);
    let depois = eventos.get(i + 1).map(|(evento, _)| evento);
    matches!(antes, Some(Event::Start(Tag::Paragraph | Tag::Item)))
        && matches!(depois, Some(Event::End(TagEnd::Paragraph | TagEnd::Item)))
}

/// HTML no lugar de um bloco, com a linha em branco que o separa do seguinte: dentro de uma
/// citação ou de uma lista ela começa como as outras, ou acabaria com a citação.
fn por_html(documento: &Documento, faixa: &Range<usize>, html: &str) -> Troca {
    let antes = &documento.texto[..faixa.start];
    let linha = &antes[antes.rfind('\n').map_or(0, |i| i + 1)..];
    let comeco = linha.chars().map(|c| if c == '>' { c } else { ' ' });
    let comeco: String = comeco.collect();
    (faixa.clone(), format!("{html}\n{}", comeco.trim_end()))
}

/// Um parágrafo pode ser só uma figura ou só o mapa.
fn paragrafo(contexto: &mut Contexto<'_>, eventos: &[Evento<'_>]) -> Option<String> {
    let inicio = eventos[0].1.start;
    if contexto.documento.texto[eventos[0].1.clone()].trim() == MAPA {
        return Some(contexto.oficina.mapa.clone());
    }
    let figura = figura::Figura::de(eventos)?;
    let feito = figura::desenhar(contexto, &figura, inicio);
    contexto.feito(feito, inicio)
}

/// As citações procuram-se no texto, fora de código e do que já foi trocado.
fn das_citacoes(
    contexto: &mut Contexto<'_>,
    eventos: &[Evento<'_>],
    trocas: &mut Vec<Troca>,
) {
    let documento = contexto.documento;
    let e_codigo =
        |e: &Event<'_>| matches!(e, Event::Start(Tag::CodeBlock(_)) | Event::Code(_));
    let codigo = eventos.iter().filter(|(evento, _)| e_codigo(evento));
    let codigo = codigo.map(|(_, faixa)| faixa.clone());
    let trocadas = trocas.iter().map(|(faixa, _)| faixa.clone());
    let protegidas: Vec<Range<usize>> = trocadas.chain(codigo).collect();
    for achado in CITACAO.captures_iter(&documento.texto) {
        let inteira = achado.get(0).map_or(0..0, |c| c.range());
        if protegidas.iter().any(|p| p.contains(&inteira.start)) {
            continue;
        }
        if let Some(rotulo) = contexto.rotulo(&achado[1], inteira.start) {
            let elo = citacoes::elo(&rotulo, &achado[1], &contexto.ate_a_raiz);
            trocas.push((inteira, elo));
        }
    }
}

/// Aplica as trocas do fim para o começo.
pub fn aplicar(texto: &str, mut trocas: Vec<Troca>) -> String {
    trocas.sort_by_key(|(faixa, _)| std::cmp::Reverse(faixa.start));
    let mut texto = texto.to_owned();
    for (faixa, novo) in trocas {
        // A faixa de um bloco inclui a quebra final; sem ela o bloco colaria no seguinte.
        let quebra = texto[faixa.clone()].ends_with('\n').then_some("\n");
        texto.replace_range(faixa, &(novo + quebra.unwrap_or("")));
    }
    texto
}
