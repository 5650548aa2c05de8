//! Um capítulo em Markdown, com o que é preciso para dizer em que linha está cada coisa.

use super::inclusao::normalizar;
use crate::problema::Problema;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// As mesmas extensões que o mdBook liga, mais a de fórmulas.
pub fn opcoes() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

/// Um evento do leitor de Markdown e os bytes de onde ele veio.
pub type Evento<'a> = (Event<'a>, Range<usize>);

/// Um arquivo Markdown do livro.
#[derive(Debug, Clone)]
pub struct Documento {
    /// Caminho relativo à raiz do livro, como `src/comunicacao/sockets.md`.
    pub caminho: PathBuf,
    pub texto: String,
    inicios: Vec<usize>,
}

/// Um bloco de código cercado.
#[derive(Debug, Clone)]
pub struct Bloco {
    /// Linha da cerca de abertura, a partir de 1.
    pub linha: usize,
    pub faixa: Range<usize>,
    pub info: String,
    pub corpo: String,
    /// Feito por recuo de quatro espaços, sem cerca.
    pub recuado: bool,
}

impl Documento {
    pub fn novo(caminho: impl Into<PathBuf>, texto: impl Into<String>) -> Self {
        let texto = texto.into();
        let quebras = texto.match_indices('\n').map(|(i, _)| i + 1);
        Self {
            caminho: caminho.into(),
            inicios: std::iter::once(0).chain(quebras).collect(),
            texto,
        }
    }

    /// A pasta do documento, relativa à raiz do livro.
    pub fn pasta(&self) -> &Path {
        self.caminho.parent().unwrap_or(Path::new(""))
    }

    /// O arquivo, relativo à raiz, a que um caminho do documento leva; nenhum, se sai da raiz.
    pub fn citado(&self, caminho: &str) -> Option<PathBuf> {
        normalizar(&self.pasta().join(caminho))
    }

    /// A linha, a partir de 1, do byte `posicao`.
    pub fn linha(&self, posicao: usize) -> usize {
        self.inicios.partition_point(|&inicio| inicio <= posicao)
    }

    /// Um problema no byte `posicao`.
    pub fn problema(
        &self,
        posicao: usize,
        motivo: impl Into<String>,
        remedio: impl Into<String>,
    ) -> Problema {
        Problema::novo(&self.caminho, self.linha(posicao), motivo, remedio)
    }

    /// Os eventos do Markdown, com a faixa de bytes de cada um.
    pub fn eventos(&self) -> impl Iterator<Item = Evento<'_>> {
        Parser::new_ext(&self.texto, opcoes()).into_offset_iter()
    }

    /// Os blocos de código do documento, cercados ou recuados (estes com `info` vazia).
    pub fn blocos_de(&self, eventos: &[Evento<'_>]) -> Vec<Bloco> {
        let mut blocos = Vec::new();
        let mut atual: Option<Bloco> = None;
        for (evento, faixa) in eventos {
            match evento {
                Event::Start(Tag::CodeBlock(tipo)) => {
                    atual = Some(Bloco {
                        linha: self.linha(faixa.start),
                        faixa: faixa.clone(),
                        info: match tipo {
                            CodeBlockKind::Fenced(info) => info.to_string(),
                            CodeBlockKind::Indented => String::new(),
                        },
                        corpo: String::new(),
                        recuado: matches!(tipo, CodeBlockKind::Indented),
                    });
                }
                Event::Text(texto) => {
                    atual.iter_mut().for_each(|b| b.corpo.push_str(texto));
                }
                Event::End(TagEnd::CodeBlock) => blocos.extend(atual.take()),
                _ => {}
            }
        }
        blocos
    }
}

/// As linhas de um bloco console, cada uma com o seu número a partir de zero: um comando que acaba
/// em `\\` continua na linha seguinte, e é uma só.
pub fn linhas_de_console(corpo: &str) -> Vec<(usize, String)> {
    let mut linhas: Vec<(usize, String)> = Vec::new();
    for (i, linha) in corpo.lines().enumerate() {
        match linhas.last_mut() {
            Some((_, ultima)) if ultima.starts_with("$ ") && ultima.ends_with('\\') => {
                ultima.push_str(&format!("\n{linha}"));
            }
            _ => linhas.push((i, linha.to_owned())),
        }
    }
    linhas
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn cada_bloco_sabe_sua_linha() {
        let texto = "um\n\n```rust\nfn main() {}\n```\n\n```text\nx\n```\n";
        let d = Documento::novo("src/a.md", texto);
        let blocos = d.blocos_de(&d.eventos().collect::<Vec<_>>());
        let linhas: Vec<usize> = blocos.iter().map(|b| b.linha).collect();
        assert_eq!(linhas, [3, 7]);
        assert_eq!(blocos[0].corpo, "fn main() {}\n");
    }

    #[test]
    fn um_comando_que_continua_e_uma_linha_so() {
        let linhas = linhas_de_console("$ a \\\n  b \\\n  c\nsaiu \\\n$ d\n");
        let esperadas = [(0, "$ a \\\n  b \\\n  c"), (3, "saiu \\"), (4, "$ d")];
        assert_eq!(linhas, esperadas.map(|(i, l)| (i, l.to_owned())));
    }

    #[test]
    fn a_linha_de_um_byte_conta_a_partir_de_um() {
        let d = Documento::novo("src/a.md", "a\nb\n");
        assert_eq!([0, 1, 2, 3].map(|i| d.linha(i)), [1, 1, 2, 2]);
    }
}
