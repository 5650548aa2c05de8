//! Uma página já lida: os eventos do Markdown, os blocos, as marcas de HTML e os trechos de prosa.
//!
//! O Markdown é lido uma vez só; todas as conferências andam pelo mesmo resultado.

use super::marcas::{self, Marca};
use crate::leitura::documento::{Bloco, Documento, Evento};
use crate::problema::{Problema, Recusa};
use crate::{leitura::cerca::Cerca, leitura::inclusao::Pedido};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::{Deref, Range};

pub struct Pagina<'a> {
    pub documento: &'a Documento,
    pub eventos: Vec<Evento<'a>>,
    pub blocos: Vec<Bloco>,
    pub marcas: Vec<Marca<'a>>,
    /// Onde há prosa: texto corrido, sem código, HTML nem fórmulas.
    pub prosa: Vec<Range<usize>>,
}

impl<'a> Pagina<'a> {
    pub fn nova(documento: &'a Documento) -> Self {
        let eventos: Vec<Evento<'a>> = documento.eventos().collect();
        Self {
            documento,
            blocos: documento.blocos_de(&eventos),
            marcas: marcas_de(&documento.texto, &eventos),
            prosa: prosa_de(&eventos),
            eventos,
        }
    }

    /// O Markdown cru de uma faixa.
    pub fn fonte(&self, faixa: &Range<usize>) -> &'a str {
        &self.documento.texto[faixa.clone()]
    }

    /// Um problema na linha em que um bloco se abre.
    pub fn no_bloco(&self, bloco: &Bloco, (motivo, remedio): Recusa) -> Problema {
        Problema::novo(&self.documento.caminho, bloco.linha, motivo, remedio)
    }

    /// O que começa em cada lugar da página.
    pub fn inicios(&self) -> impl Iterator<Item = (&Tag<'a>, &Range<usize>)> {
        let eventos = self.eventos.iter();
        eventos.filter_map(|(evento, faixa)| match evento {
            Event::Start(tag) => Some((tag, faixa)),
            _ => None,
        })
    }

    /// As notas de rodapé que o texto chama.
    pub fn notas(&self) -> impl Iterator<Item = &str> {
        self.eventos.iter().filter_map(|(evento, _)| match evento {
            Event::FootnoteReference(nome) => Some(nome.as_ref()),
            _ => None,
        })
    }

    /// Os blocos cuja cerca se entende.
    pub fn cercas(&self) -> impl Iterator<Item = (&Bloco, Cerca)> {
        let cercas = self.blocos.iter();
        cercas.filter_map(|b| Some((b, Cerca::analisar(&b.info).ok()?)))
    }

    /// As legendas das figuras e dos blocos, com o lugar de cada uma.
    pub fn legendas(&self) -> Vec<(String, usize)> {
        let das_imagens = self.inicios().filter_map(|(tag, faixa)| match tag {
            Tag::Image { title, .. } => Some((title.to_string(), faixa.start)),
            _ => None,
        });
        let dos_blocos = self.cercas().filter_map(|(bloco, cerca)| {
            Some((cerca.atributo("legenda")?.to_owned(), bloco.faixa.start))
        });
        das_imagens.chain(dos_blocos).collect()
    }

    /// Os blocos que são uma inclusão, com o que pedem.
    pub fn inclusoes(&self) -> impl Iterator<Item = (&Bloco, Pedido)> {
        let blocos = self.blocos.iter();
        blocos.filter_map(|b| Some((b, Pedido::analisar(&b.corpo)?)))
    }
}

impl Deref for Pagina<'_> {
    type Target = Documento;

    fn deref(&self) -> &Documento {
        self.documento
    }
}

fn marcas_de<'a>(texto: &'a str, eventos: &[Evento<'a>]) -> Vec<Marca<'a>> {
    // O bloco inteiro, e não linha a linha: uma marca pode ocupar várias.
    let html = eventos.iter().filter(|(e, _)| {
        matches!(e, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_))
    });
    html.flat_map(|(_, faixa)| marcas::ler(&texto[faixa.clone()], faixa.start))
        .collect()
}

/// Junta textos vizinhos: o leitor de Markdown parte `[@chave]` em vários.
fn prosa_de(eventos: &[Evento<'_>]) -> Vec<Range<usize>> {
    let mut trechos: Vec<Range<usize>> = Vec::new();
    let (mut no_codigo, mut juntar) = (false, false);
    for (evento, faixa) in eventos {
        let texto = matches!(evento, Event::Text(_)) && !no_codigo;
        match (evento, trechos.last_mut()) {
            (Event::Start(Tag::CodeBlock(_)), _) => no_codigo = true,
            (Event::End(TagEnd::CodeBlock), _) => no_codigo = false,
            (_, Some(ultimo)) if texto && juntar && ultimo.end == faixa.start => {
                ultimo.end = faixa.end;
            }
            _ if texto => trechos.push(faixa.clone()),
            _ => {}
        }
        juntar = texto;
    }
    trechos
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_prosa_junta_os_pedacos_e_deixa_o_codigo_de_fora() {
        let d = Documento::novo("src/a.md", "veja [@chave] e `x`\n\n```rust\ny\n```\n");
        let pagina = Pagina::nova(&d);
        let trechos: Vec<&str> = pagina.prosa.iter().map(|f| pagina.fonte(f)).collect();
        assert_eq!(trechos, ["veja [@chave] e "]);
    }

    #[test]
    fn uma_marca_em_varias_linhas_e_uma_so() {
        let d = Documento::novo("src/a.md", "x\n\n<div\n  id=\"y\">\n</div>\n");
        let pagina = Pagina::nova(&d);
        assert_eq!(pagina.marcas.len(), 2, "a que abre e a que fecha");
        assert_eq!(pagina.marcas[0].atributo("id"), Some("y"));
    }
}
