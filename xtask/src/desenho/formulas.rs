//! Fórmulas em MathML, desenhadas pelo KaTeX na construção do livro.

use anyhow::{Result, anyhow};

/// Uma fórmula em LaTeX para `<math>`.
///
/// # Erros
/// O que o KaTeX diz da fórmula.
pub fn desenhar(latex: &str, em_bloco: bool) -> Result<String> {
    let opcoes = katex::Opts::builder()
        .display_mode(em_bloco)
        .output_type(katex::OutputType::Mathml)
        .throw_on_error(true)
        .build()?;
    let html =
        katex::render_with_opts(latex, &opcoes).map_err(|erro| anyhow!("{erro}"))?;
    let inicio = html
        .find("<math")
        .ok_or_else(|| anyhow!("o KaTeX não devolveu MathML"))?;
    let fim = html
        .find("</math>")
        .ok_or_else(|| anyhow!("o KaTeX não devolveu MathML"))?;
    // O `<span>` em volta só serve à folha de estilo do KaTeX, que não usamos.
    Ok(sem_anotacao(&html[inicio..fim + "</math>".len()]))
}

/// Tira a cópia em LaTeX que o KaTeX põe em cada fórmula: navegadores e leitores de tela leem o
/// MathML, e ela pesaria na página mais que o resto da fórmula.
fn sem_anotacao(math: &str) -> String {
    let faixa = math.find("<annotation").zip(math.find("</annotation>"));
    match faixa {
        Some((inicio, fim)) => {
            math[..inicio].to_owned() + &math[fim + "</annotation>".len()..]
        }
        None => math.to_owned(),
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn formula_vira_mathml_sem_folha_de_estilo() {
        let html = desenhar("1-(1-p)^n", false).expect("a fórmula é válida");
        assert!(
            html.starts_with("<math") && html.ends_with("</math>"),
            "{html}"
        );
        assert!(!html.contains("class=\"katex"), "{html}");
    }

    #[test]
    fn formula_nao_leva_a_fonte_em_latex() {
        let html = desenhar("\\frac{1}{n}", false).expect("a fórmula é válida");
        assert!(html.contains("<mfrac>"), "{html}");
        assert!(
            !html.contains("annotation") && !html.contains("\\frac"),
            "{html}"
        );
    }

    #[test]
    fn formula_em_bloco_diz_que_e_bloco() {
        let html = desenhar("x", true).expect("a fórmula é válida");
        assert!(html.contains("display=\"block\""), "{html}");
    }

    #[test]
    fn formula_errada_e_erro() {
        assert!(desenhar("\\frac{1", false).is_err());
        assert!(desenhar("\\naoexiste", false).is_err());
    }
}
