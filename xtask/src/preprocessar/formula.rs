//! As fórmulas no meio do texto.

use super::contexto::Contexto;
use super::trocas::Troca;
use crate::desenho::formulas;
use crate::html::em_uma_linha;
use std::ops::Range;

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
    if pontuacao.is_empty() {
        return Some((faixa, math));
    }
    Some((
        faixa.start..faixa.end + pontuacao.len(),
        format!("<span class=\"junto\">{math}{pontuacao}</span>"),
    ))
}

/// Uma fórmula numa linha só dela.
pub fn em_bloco(
    contexto: &mut Contexto<'_>,
    latex: &str,
    faixa: Range<usize>,
) -> Option<Troca> {
    let math = desenhar(contexto, latex, true, faixa.start)?;
    Some((faixa, format!("<div class=\"formula\">{math}</div>")))
}

fn desenhar(
    contexto: &mut Contexto<'_>,
    latex: &str,
    em_bloco: bool,
    posicao: usize,
) -> Option<String> {
    let modo = if em_bloco { "bloco" } else { "linha" };
    let memoria = contexto.oficina.memoria.clone();
    match memoria.lembrar(&["formula", modo, latex], || {
        formulas::desenhar(latex, em_bloco)
    }) {
        Ok(mathml) => Some(em_uma_linha(&mathml)),
        Err(erro) => {
            contexto.problema(
                posicao,
                format!("a fórmula “{latex}” está errada: {erro}"),
                "corrija o LaTeX; um cifrão comum se escreve \\$",
            );
            None
        }
    }
}

/// Os sinais que não podem começar uma linha.
fn pontuacao(texto: &str) -> &str {
    let resto = texto.trim_start_matches([',', '.', ';', ':', '!', '?', ')', '”']);
    &texto[..texto.len() - resto.len()]
}

/// Uma fórmula de chaves desiguais não é fórmula para o leitor de Markdown: sairia como texto.
pub fn cifroes(contexto: &mut Contexto<'_>, faixa: Range<usize>) {
    let texto = &contexto.documento.texto;
    let solto = texto[faixa.clone()]
        .match_indices('$')
        .map(|(i, _)| faixa.start + i)
        .find(|&i| !texto[..i].ends_with('\\'));
    if let Some(posicao) = solto {
        contexto.problema(
            posicao,
            "há um cifrão que não abre nem fecha uma fórmula",
            "confira as chaves da fórmula; um cifrão comum se escreve \\$",
        );
    }
}

#[cfg(test)]
mod testes {
    use super::pontuacao;

    #[test]
    fn so_a_pontuacao_colada_acompanha_a_formula() {
        assert_eq!(pontuacao(", o posto"), ",");
        assert_eq!(pontuacao("): assim"), "):");
        assert_eq!(pontuacao(" e, depois"), "");
        assert_eq!(pontuacao("-ésimo"), "");
    }
}
