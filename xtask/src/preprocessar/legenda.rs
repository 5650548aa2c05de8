//! A legenda de uma figura ou listagem, em HTML: ela fica dentro de um bloco que o mdBook não lê.

use super::{contexto::Contexto, formula};
use crate::html::escapar;
use crate::leitura::cerca::Cerca;
use crate::leitura::citacoes::{ARQUIVO, CITACAO};
use crate::leitura::documento::{Bloco, opcoes};
use crate::problema::{Recusa, recusa};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// A legenda de um diagrama, em HTML, e o texto alternativo dele.
pub fn rotulos<'c>(
    contexto: &mut Contexto<'_>,
    cerca: &'c Cerca,
    bloco: &Bloco,
) -> Result<(String, &'c str), Recusa> {
    let titulo = cerca.obrigatorio("legenda")?;
    let alternativo = cerca.obrigatorio("alt")?;
    conferir_alternativo(contexto, alternativo)?;
    let titulo = desenhar(contexto, titulo, bloco.faixa.start);
    Ok((titulo, alternativo))
}

/// Código, ênfase, fórmulas e citações; o que mais houver é um problema, na posição dada.
pub fn desenhar(contexto: &mut Contexto<'_>, legenda: &str, posicao: usize) -> String {
    let mut html = String::new();
    // O leitor de Markdown parte `[@chave]` em vários textos.
    let mut corrido = String::new();
    for evento in Parser::new_ext(legenda, opcoes()) {
        if let Event::Text(texto) = &evento {
            corrido.push_str(texto);
            continue;
        }
        html.push_str(&citar(contexto, &std::mem::take(&mut corrido), posicao));
        match evento {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Emphasis) => html.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => html.push_str("</em>"),
            Event::SoftBreak => html.push(' '),
            Event::Code(codigo) => html += &format!("<code>{}</code>", escapar(&codigo)),
            Event::InlineMath(latex) => {
                html.extend(formula::desenhar(contexto, &latex, false, posicao));
            }
            _ => {
                contexto.problema(
                    posicao,
                    format!("a legenda “{legenda}” tem mais do que uma legenda aceita"),
                    "use só texto, `código`, *ênfase*, fórmulas e citações",
                );
                return html;
            }
        }
    }
    html
}

fn citar(contexto: &mut Contexto<'_>, texto: &str, posicao: usize) -> String {
    let (mut html, mut fim) = (String::new(), 0);
    for achado in CITACAO.captures_iter(texto) {
        let inteira = achado.get(0).map_or(0..0, |c| c.range());
        html.push_str(&escapar(&texto[fim..inteira.start]));
        if let Some(rotulo) = contexto.rotulo(&achado[1], posicao) {
            let (raiz, chave) = (&contexto.ate_a_raiz, &achado[1]);
            let rotulo = escapar(&rotulo);
            html += &format!("<a href=\"{raiz}{ARQUIVO}#ref-{chave}\">{rotulo}</a>");
        }
        fim = inteira.end;
    }
    html + &escapar(&texto[fim..])
}

/// Um texto alternativo é lido em voz alta como está.
pub fn conferir_alternativo(contexto: &Contexto<'_>, texto: &str) -> Result<(), Recusa> {
    match CITACAO.is_match(texto) || !contexto.oficina.formulas.achar(texto).is_empty() {
        false => Ok(()),
        true => Err(recusa(
            "o texto alternativo tem fórmula ou citação",
            "escreva-o por extenso: ele é lido em voz alta",
        )),
    }
}
