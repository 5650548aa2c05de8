//! A armação de uma página: a abertura e as seções de nível 2, com o que cada uma tem.

use super::Pagina;
use pulldown_cmark::HeadingLevel::{H2, H3};
use pulldown_cmark::{Event, Tag};

#[derive(Debug, Default)]
pub struct Secao {
    pub titulo: String,
    /// Onde está o título, em bytes.
    pub inicio: usize,
    /// O Markdown de cada parágrafo que não está dentro de outra coisa.
    pub paragrafos: Vec<String>,
    pub listas: Vec<Lista>,
    /// Quantos títulos de nível 3.
    pub subtitulos: usize,
    /// Quantas linhas não vazias, fora o título.
    pub linhas: usize,
}

#[derive(Debug)]
pub struct Lista {
    pub numerada: bool,
    /// O Markdown de cada item.
    pub itens: Vec<String>,
}

#[derive(Debug, Default)]
pub struct Esqueleto {
    /// O que vem antes da primeira seção.
    pub abertura: Secao,
    pub secoes: Vec<Secao>,
}

impl Secao {
    /// Quantos itens tem a primeira lista do tipo pedido.
    pub fn itens(&self, numerada: bool) -> usize {
        let lista = self.listas.iter().find(|l| l.numerada == numerada);
        lista.map_or(0, |l| l.itens.len())
    }

    /// Anota o que começa nela, e a quantos elementos de profundidade.
    fn anotar(&mut self, tag: &Tag<'_>, fonte: &str, nivel: usize) {
        match (tag, nivel) {
            (Tag::Heading { level: H3, .. }, 0) => self.subtitulos += 1,
            (Tag::Paragraph, 0) => self.paragrafos.push(fonte.to_owned()),
            (Tag::List(inicio), 0) => self.listas.push(Lista {
                numerada: inicio.is_some(),
                itens: Vec::new(),
            }),
            (Tag::Item, 1) => {
                if let Some(lista) = self.listas.last_mut() {
                    lista.itens.push(fonte.to_owned());
                }
            }
            _ => {}
        }
    }
}

impl Esqueleto {
    pub fn de(pagina: &Pagina<'_>) -> Self {
        let mut esqueleto = Self::default();
        let mut nivel = 0usize;
        for (evento, faixa) in &pagina.eventos {
            let fonte = pagina.fonte(faixa);
            match evento {
                Event::Start(Tag::Heading { level: H2, .. }) if nivel == 0 => {
                    esqueleto.secoes.push(Secao {
                        titulo: titulo(fonte),
                        inicio: faixa.start,
                        ..Secao::default()
                    });
                }
                Event::Start(tag) => {
                    let atual = esqueleto.secoes.last_mut();
                    let atual = atual.unwrap_or(&mut esqueleto.abertura);
                    atual.anotar(tag, fonte, nivel);
                }
                _ => {}
            }
            match evento {
                Event::Start(_) => nivel += 1,
                Event::End(_) => nivel -= 1,
                _ => {}
            }
        }
        esqueleto.contar_linhas(&pagina.documento.texto);
        esqueleto
    }

    fn contar_linhas(&mut self, texto: &str) {
        let fins: Vec<usize> = self.secoes.iter().skip(1).map(|s| s.inicio).collect();
        let fins = fins.into_iter().chain([texto.len()]);
        for (secao, fim) in self.secoes.iter_mut().zip(fins) {
            let linhas = texto[secao.inicio..fim].lines().skip(1);
            secao.linhas = linhas.filter(|l| !l.trim().is_empty()).count();
        }
    }
}

/// `## Resumo {#fim}` → `Resumo`.
fn titulo(fonte: &str) -> String {
    let linha = fonte.trim_start_matches('#').trim();
    let linha = linha.lines().next().unwrap_or("");
    let sem_atributos = linha.split("{#").next().unwrap_or(linha);
    sem_atributos.trim().to_owned()
}
