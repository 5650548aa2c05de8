//! As fórmulas no meio do texto.

use super::contexto::{Contexto, Troca};
use crate::{html::em_uma_linha, leitura::documento::Evento};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

const CIFRAO: &str = "um cifrão comum se escreve \\$";

/// Uma fórmula dentro de uma frase.
///
/// A pontuação que a segue vai junto: para o navegador a fórmula é uma caixa, e a linha pode
/// acabar logo depois dela, com a vírgula na linha de baixo.
pub fn na_linha(
    contexto: &mut Contexto<'_>,
    latex: &str,
    faixa: Range<usize>,
) -> Option<Troca> {
    let math = desenhar(contexto, latex, false, faixa.start)?;
    let pontuacao = pontuacao(&contexto.documento.texto[faixa.end..]);
    let junto = match pontuacao.is_empty() {
        true => math,
        false => format!("<span class=\"junto\">{math}{pontuacao}</span>"),
    };
    Some((faixa.start..faixa.end + pontuacao.len(), junto))
}

/// Uma fórmula num parágrafo só dela.
pub fn em_bloco(
    contexto: &mut Contexto<'_>,
    latex: &str,
    faixa: Range<usize>,
) -> Option<Troca> {
    let math = desenhar(contexto, latex, true, faixa.start)?;
    Some((faixa, format!("<div class=\"formula\">{math}</div>")))
}

/// Desenha uma fórmula; o problema fica na posição dada.
pub fn desenhar(
    contexto: &mut Contexto<'_>,
    latex: &str,
    em_bloco: bool,
    posicao: usize,
) -> Option<String> {
    let modo = if em_bloco { "bloco" } else { "linha" };
    let formulas = &contexto.oficina.formulas;
    let chave = ["formula", modo, &formulas.opcoes, latex];
    let memoria = &contexto.oficina.memoria;
    let desenho = memoria.lembrar(&chave, || formulas.desenhar(latex, em_bloco));
    let feito = desenho.map_err(|erro| {
        (
            format!("a fórmula “{latex}” está errada: {erro}"),
            format!("corrija o LaTeX; {CIFRAO}"),
        )
    });
    let math = contexto.feito(feito, posicao)?;
    Some(em_uma_linha(&math))
}

/// Os sinais que não podem começar uma linha.
fn pontuacao(texto: &str) -> &str {
    let resto = texto.trim_start_matches([',', '.', ';', ':', '!', '?', ')', '”']);
    &texto[..texto.len() - resto.len()]
}

/// Os dois leitores têm de achar as mesmas fórmulas: o do mdbook-katex, que só conhece cifrões, e
/// o do Markdown, que sabe onde acaba um parágrafo. O que só um acha sairia errado na página.
pub fn conferir(contexto: &mut Contexto<'_>, eventos: &[Evento<'_>]) {
    let texto = &contexto.documento.texto;
    let mut sem_codigo = texto.clone().into_bytes();
    let mut formulas: Vec<Range<usize>> = Vec::new();
    let mut imagem = 0..0;
    for (evento, faixa) in eventos {
        match evento {
            Event::Start(Tag::Image { .. }) => imagem = faixa.clone(),
            Event::InlineMath(_) | Event::DisplayMath(_)
                if !imagem.contains(&faixa.start) =>
            {
                formulas.push(faixa.clone());
            }
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => {}
            _ => continue,
        }
        // As legendas e os textos alternativos, que estão nas cercas e nas imagens, leem-se à parte.
        if !matches!(evento, Event::InlineMath(_) | Event::DisplayMath(_)) {
            sem_codigo[faixa.clone()].fill(b' ');
        }
    }
    let sem_codigo = String::from_utf8(sem_codigo).unwrap_or_default();
    let achadas = contexto.oficina.formulas.achar(&sem_codigo);
    let diferente = (0..achadas.len().max(formulas.len()))
        .map(|i| (achadas.get(i), formulas.get(i)))
        .find(|(um, outro)| um != outro);
    if let Some((um, outro)) = diferente {
        let posicao = um.into_iter().chain(outro).map(|f| f.start).min();
        contexto.problema(
            posicao.unwrap_or(0),
            "há um cifrão que não abre nem fecha uma fórmula",
            format!("confira as chaves e os espaços da fórmula; {CIFRAO}"),
        );
        return;
    }
    let texto = &contexto.documento.texto;
    let colada = |f: &&Range<usize>| {
        texto[..f.start].ends_with(char::is_alphanumeric)
            || texto[f.end..].starts_with(char::is_alphanumeric)
    };
    for faixa in formulas.iter().filter(colada) {
        let formula = &texto[faixa.clone()];
        contexto.problema(
            faixa.start,
            format!("“{formula}” está colado a uma letra ou algarismo"),
            format!("se é dinheiro, {CIFRAO}; se é fórmula, separe-a da palavra"),
        );
    }
}

#[cfg(test)]
mod testes {
    use super::pontuacao;

    #[test]
    fn so_a_pontuacao_colada_acompanha_a_formula() {
        let textos = [", o posto", "): assim", " e, depois", "-ésimo"];
        assert_eq!(textos.map(pontuacao), [",", "):", "", ""]);
    }
}
