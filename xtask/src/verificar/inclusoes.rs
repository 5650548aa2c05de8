//! Recusa inclusão que não inclui: arquivo ou âncora que falta, não fecha ou está vazia, e
//! diretivas `{{#…}}` fora do lugar. O mdBook publicaria um bloco vazio sem dizer nada.
//! Recusa também a listagem que mostra mais código do que o parágrafo discute.

use super::{Livro, Pagina, Problema, Recusa, cercas::e_rust, recusa};
use crate::leitura::documento::Bloco;
use crate::leitura::inclusao::Pedido;
use crate::leitura::repositorio::CLONAR;
use pulldown_cmark::Event;

const DIRETIVA: &str = "{{#";

/// O que cabe numa tela.
const LINHAS_DE_LISTAGEM: usize = 30;

pub fn conferir(livro: &Livro<'_>, pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    for bloco in &pagina.blocos {
        let diretiva = bloco.corpo.lines().position(|l| l.contains(DIRETIVA));
        let recusa = diretiva.and_then(|_| recusar(livro, pagina, bloco));
        problemas.extend(recusa.zip(diretiva).map(|((motivo, remedio), linha)| {
            let linha = bloco.linha + linha + usize::from(!bloco.recuado);
            Problema::novo(&pagina.documento.caminho, linha, motivo, remedio)
        }));
    }
    problemas.extend(soltas(pagina));
}

fn recusar(livro: &Livro<'_>, pagina: &Pagina<'_>, bloco: &Bloco) -> Option<Recusa> {
    let Some(pedido) = Pedido::analisar(&bloco.corpo) else {
        return Some(recusa(
            "o bloco mistura a inclusão com outro texto",
            "deixe no bloco só uma linha: {{#include caminho:âncora}}",
        ));
    };
    let lido = pedido.ler(&livro.acervo.raiz, pagina.documento.pasta());
    let linhas = match lido {
        Ok(trecho) => trecho.texto.lines().count(),
        Err(recusa) => return Some(recusa),
    };
    let motivo = format!("a listagem tem {linhas} linhas");
    let remedio =
        format!("mostre até {LINHAS_DE_LISTAGEM}: só o que o parágrafo discute");
    (e_rust(bloco) && linhas > LINHAS_DE_LISTAGEM).then(|| recusa(motivo, remedio))
}

/// As diretivas fora de blocos e de código no meio do texto.
fn soltas(pagina: &Pagina<'_>) -> Vec<Problema> {
    let no_texto = pagina.eventos.iter();
    let no_texto = no_texto.filter(|(evento, _)| matches!(evento, Event::Code(_)));
    let codigo = no_texto.map(|(_, faixa)| faixa);
    let blocos = pagina.blocos.iter().map(|b| &b.faixa);
    let codigo: Vec<_> = codigo.chain(blocos).collect();
    let texto = &pagina.documento.texto;
    let solta = |i: &usize| {
        let no_codigo = codigo.iter().any(|faixa| faixa.contains(i));
        !no_codigo && !e_mapa_sozinho(texto, *i) && !texto[*i..].starts_with(CLONAR)
    };
    let motivo = "diretiva {{#…}} fora de um bloco de código";
    let remedio = "ponha a inclusão num bloco cercado; só {{#clonar}} fica no texto, e {{#mapa}}, sozinho no seu parágrafo";
    let diretivas = texto.match_indices(DIRETIVA).map(|(i, _)| i);
    let soltas = diretivas
        .filter(solta)
        .map(|i| pagina.problema(i, motivo, remedio));
    soltas.collect()
}

fn e_mapa_sozinho(texto: &str, posicao: usize) -> bool {
    let linhas: Vec<&str> = texto.lines().collect();
    let esta = texto[..posicao].matches('\n').count();
    let vazia = |i: Option<usize>| {
        i.and_then(|i| linhas.get(i))
            .is_none_or(|linha| linha.trim().is_empty())
    };
    linhas[esta].trim_end() == "{{#mapa}}"
        && vazia(esta.checked_sub(1))
        && vazia(Some(esta + 1))
}
