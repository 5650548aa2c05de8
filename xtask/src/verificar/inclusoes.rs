//! Recusa inclusão que não inclui: arquivo ou âncora que falta, não fecha ou está vazia, e
//! diretivas `{{#…}}` fora do lugar. O mdBook publicaria um bloco vazio sem dizer nada.
//! Recusa também a listagem que mostra mais código do que o parágrafo discute.

use super::acervo::Livro;
use super::cercas::e_rust;
use super::pagina::Pagina;
use crate::leitura::documento::Bloco;
use crate::leitura::inclusao::Pedido;
use crate::leitura::repositorio::CLONAR;
use crate::problema::Problema;
use pulldown_cmark::Event;
use std::ops::Range;

const DIRETIVA: &str = "{{#";

/// O que cabe numa tela.
const LINHAS_DE_LISTAGEM: usize = 30;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        for bloco in &pagina.blocos {
            problemas.extend(conferir_bloco(livro, pagina, bloco));
        }
        problemas.extend(soltas(pagina));
    }
}

fn conferir_bloco(
    livro: &Livro<'_>,
    pagina: &Pagina<'_>,
    bloco: &Bloco,
) -> Option<Problema> {
    let linha = bloco.corpo.lines().position(|l| l.contains(DIRETIVA))?;
    let (motivo, remedio) = match Pedido::analisar(&bloco.corpo) {
        Some(pedido) => match pedido.ler(&livro.acervo.raiz, pagina.documento.pasta()) {
            Ok(trecho) if e_rust(bloco) => tamanho(trecho.texto.lines().count())?,
            Ok(_) => return None,
            Err(problema) => problema,
        },
        None => (
            "o bloco mistura a inclusão com outro texto".to_owned(),
            "deixe no bloco só uma linha: {{#include caminho:âncora}}".to_owned(),
        ),
    };
    let linha = bloco.linha + linha + usize::from(!bloco.recuado);
    Some(Problema::novo(
        &pagina.documento.caminho,
        linha,
        motivo,
        remedio,
    ))
}

fn tamanho(linhas: usize) -> Option<(String, String)> {
    (linhas > LINHAS_DE_LISTAGEM).then(|| {
        (
            format!("a listagem tem {linhas} linhas"),
            format!("mostre até {LINHAS_DE_LISTAGEM}: só o que o parágrafo discute"),
        )
    })
}

/// As diretivas fora de blocos e de código no meio do texto.
fn soltas(pagina: &Pagina<'_>) -> Vec<Problema> {
    let codigo: Vec<&Range<usize>> = pagina
        .eventos
        .iter()
        .filter(|(evento, _)| matches!(evento, Event::Code(_)))
        .map(|(_, faixa)| faixa)
        .chain(pagina.blocos.iter().map(|b| &b.faixa))
        .collect();
    let texto = &pagina.documento.texto;
    texto
        .match_indices(DIRETIVA)
        .filter(|(i, _)| !codigo.iter().any(|faixa| faixa.contains(i)))
        .filter(|(i, _)| !e_mapa_sozinho(texto, *i) && !texto[*i..].starts_with(CLONAR))
        .map(|(i, _)| {
            pagina.problema(
                i,
                "diretiva {{#…}} fora de um bloco de código",
                "ponha a inclusão num bloco cercado; só {{#clonar}} fica no texto, e {{#mapa}}, sozinho no seu parágrafo",
            )
        })
        .collect()
}

fn e_mapa_sozinho(texto: &str, posicao: usize) -> bool {
    let inicio = texto[..posicao].rfind('\n').map_or(0, |i| i + 1);
    let fim = texto[posicao..]
        .find('\n')
        .map_or(texto.len(), |i| posicao + i);
    let antes = texto[..inicio].lines().next_back().unwrap_or("");
    let depois = texto[fim..]
        .trim_start_matches(' ')
        .lines()
        .nth(1)
        .unwrap_or("");
    texto[inicio..fim].trim_end() == "{{#mapa}}"
        && antes.trim().is_empty()
        && depois.trim().is_empty()
}
