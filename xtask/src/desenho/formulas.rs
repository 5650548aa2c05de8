//! Fórmulas: achadas pelo leitor do mdbook-katex e desenhadas em MathML na construção do livro,
//! com as opções da tabela dele em `book.toml`.

use anyhow::{Context, Result, anyhow, ensure};
use katex::Opts;
use mdbook_katex::cfg::{KatexConfig, get_config};
use mdbook_katex::get_macro_path;
use mdbook_katex::scan::{Event, Scan};
use mdbook_preprocessor::config::Config;
use roxmltree::Node;
use std::ops::Range;
use std::path::Path;

/// O que cabe na linha de um telefone de 320 px, em emes; num bloco, a fórmula rola.
const LARGURA_NA_LINHA: f64 = 16.4;

/// Quem acha e desenha as fórmulas de um livro.
#[derive(Debug)]
pub struct Formulas {
    config: KatexConfig,
    na_linha: Opts,
    em_bloco: Opts,
    /// O que muda um desenho além do LaTeX.
    pub opcoes: String,
}

impl Formulas {
    /// Com as opções de `[preprocessor.katex]`.
    pub fn nova(config: &Config, raiz: &Path) -> Result<Self> {
        let config = get_config(config).context("não entendo [preprocessor.katex]")?;
        // O pacote entraria em pânico se o arquivo faltasse.
        if let Some(macros) = get_macro_path(raiz, &config.macros) {
            let nome = macros.display();
            ensure!(macros.is_file(), "não existe o arquivo {nome}");
        }
        let (na_linha, em_bloco) = config.build_opts(raiz);
        Ok(Self {
            config,
            opcoes: format!("{em_bloco:?}"),
            na_linha,
            em_bloco,
        })
    }

    /// Onde estão as fórmulas, com os cifrões; a última pode ser um cifrão que não fecha.
    pub fn achar(&self, texto: &str) -> Vec<Range<usize>> {
        let KatexConfig {
            block_delimiter: bloco,
            inline_delimiter: linha,
            ..
        } = &self.config;
        let mut leitura = Scan::new(texto, bloco, linha);
        leitura.run();
        let (mut achadas, mut aberta) = (Vec::new(), None);
        for evento in leitura.events {
            match evento {
                Event::TextEnd(inicio) => aberta = Some(inicio),
                Event::InlineEnd(fim) => {
                    achadas.extend(aberta.take().map(|i| i..fim + linha.right.len()));
                }
                Event::BlockEnd(fim) => {
                    achadas.extend(aberta.take().map(|i| i..fim + bloco.right.len()));
                }
                Event::Begin(_) => {}
            }
        }
        achadas.extend(aberta.map(|inicio| inicio..inicio));
        achadas
    }

    /// Uma fórmula em LaTeX para `<math>`.
    /// Erros: o que o KaTeX diz da fórmula, ou a largura de uma que não cabe na linha.
    pub fn desenhar(&self, latex: &str, em_bloco: bool) -> Result<String> {
        let opcoes = [&self.na_linha, &self.em_bloco][usize::from(em_bloco)];
        let html = katex::render_with_opts(latex, opcoes);
        let html = html.map_err(|erro| anyhow!("{erro}"))?;
        // O `<span>` em volta só serve à folha de estilo do KaTeX, que não usamos.
        let achada = MATH.find(&html).context(
            "o KaTeX não devolveu MathML: falta output = \"mathml\" em [preprocessor.katex]",
        )?;
        let math = ANOTACAO.replace(achada.as_str(), "").into_owned();
        if !em_bloco {
            let arvore = roxmltree::Document::parse(&math)?;
            let largura = largura(arvore.root_element());
            ensure!(
                largura <= LARGURA_NA_LINHA,
                "é larga demais para a linha de um telefone; ponha-a num parágrafo só dela, entre $$"
            );
        }
        Ok(math)
    }
}

expressoes! {
    MATH = r"(?s)<math.*?</math>";
    /// A cópia em LaTeX que o KaTeX põe em cada fórmula: navegadores e leitores de tela leem o MathML,
    /// e ela pesaria na página mais que o resto da fórmula.
    ANOTACAO = r"(?s)<annotation\b.*?</annotation>";
}

/// A largura de um elemento do MathML, em emes e por alto: nas fórmulas largas do livro, o navegador
/// dá entre 5 % menos e 3 % mais.
fn largura(no: Node<'_, '_>) -> f64 {
    let texto = no.text().unwrap_or("").trim();
    let letras = texto.chars().count() as f64;
    let filhos = no.children().filter(Node::is_element).map(largura);
    let filhos: Vec<f64> = filhos.collect();
    let maior = |larguras: &[f64]| larguras.iter().copied().fold(0.0, f64::max);
    let estreito = texto.chars().all(|c| "()[]|,;!\u{2061}".contains(c));
    let estreito = estreito || no.attribute("stretchy") == Some("false");
    match (no.tag_name().name(), filhos.split_first()) {
        ("mo", _) if estreito => 0.3 * letras,
        // Com o espaço que um operador tem dos dois lados.
        ("mo", _) => 1.4,
        ("mi" | "mn" | "mtext", _) => 0.65 * letras,
        ("mspace", _) => {
            let medida = no.attribute("width").unwrap_or("");
            medida.trim_end_matches("em").parse().unwrap_or(0.0)
        }
        ("msub" | "msup" | "msubsup", Some((base, fora))) => base + 0.7 * maior(fora),
        ("munder" | "mover" | "munderover", Some((base, fora))) => {
            base.max(0.7 * maior(fora))
        }
        ("mfrac", _) => 0.7 * maior(&filhos),
        ("mtable", _) => maior(&filhos),
        _ => filhos.iter().sum(),
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    fn formulas() -> Formulas {
        let toml = "[preprocessor.katex]\noutput = \"mathml\"\n";
        let config = toml.parse().expect("a tabela é válida");
        Formulas::nova(&config, Path::new(".")).expect("as opções servem")
    }

    #[test]
    fn formula_vira_mathml_sem_folha_de_estilo_nem_fonte_em_latex() {
        let html = formulas().desenhar("1-\\frac{1}{n}", false);
        let html = html.expect("a fórmula é válida");
        let so_math = html.starts_with("<math") && html.ends_with("</math>");
        assert!(so_math && html.contains("<mfrac>"), "{html}");
        for sobra in ["class=\"katex", "annotation", "\\frac"] {
            assert!(!html.contains(sobra), "{html}");
        }
    }

    #[test]
    fn formula_em_bloco_diz_que_e_bloco_e_pode_ser_larga() {
        let longa = "x+".repeat(40) + "y";
        let html = formulas().desenhar(&longa, true).expect("é válida");
        assert!(html.contains("display=\"block\""), "{html}");
        let erro = formulas().desenhar(&longa, false).expect_err("não cabe");
        assert!(erro.to_string().contains("larga demais"), "{erro}");
    }

    #[test]
    fn formula_errada_e_erro() {
        assert!(formulas().desenhar("\\frac{1", false).is_err());
        assert!(formulas().desenhar("\\naoexiste", false).is_err());
    }

    #[test]
    fn o_leitor_acha_as_formulas_e_o_cifrao_que_sobra() {
        let texto = "Ágio de $n$, `$x` e\n\n$$y$$\n\nR\\$ 2, e $z.";
        let achadas = formulas().achar(texto);
        let trechos: Vec<&str> = achadas.iter().map(|f| &texto[f.clone()]).collect();
        assert_eq!(trechos, ["$n$", "$$y$$", ""]);
        assert_eq!(achadas[2].start, texto.len() - 3);
    }

    #[test]
    fn sem_a_tabela_do_livro_o_erro_diz_o_que_falta() {
        let formulas = Formulas::nova(&Config::default(), Path::new("."));
        let erro = formulas.and_then(|f| f.desenhar("x", false));
        let erro = erro.expect_err("a saída padrão do pacote é HTML");
        assert!(erro.to_string().contains("output = \"mathml\""), "{erro}");
    }
}
