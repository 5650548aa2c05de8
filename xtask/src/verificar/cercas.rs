//! Recusa cerca mal escrita: linguagem ou atributo desconhecido, atributo que falta ou que não
//! cabe naquele bloco, bloco recuado e cerca que não fecha.

use super::{Livro, Pagina, Problema, Recusa, recusa};
use crate::leitura::cerca::{ATRIBUTOS, Cerca};
use crate::leitura::documento::Bloco;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in livro.paginas.iter().chain(&livro.leiame) {
        // O GitHub mostra o README como quer; aqui importa só que o Rust dele seja provado.
        let interessa = |b: &&Bloco| !livro.e_leiame(pagina) || e_rust(b);
        for bloco in pagina.blocos.iter().filter(interessa) {
            let recusas = recusas(pagina, bloco).into_iter();
            problemas.extend(recusas.map(|r| pagina.no_bloco(bloco, r)));
        }
    }
}

/// A cerca fala de Rust, ainda que mal escrita (`Rust`, `rust,ignore`, `rs`).
pub fn e_rust(bloco: &Bloco) -> bool {
    let mut partes = bloco.info.split(|c: char| !c.is_ascii_alphanumeric());
    let linguagem = partes.next().unwrap_or("");
    linguagem.eq_ignore_ascii_case("rust") || linguagem == "rs"
}

fn recusas(pagina: &Pagina<'_>, bloco: &Bloco) -> Vec<Recusa> {
    if bloco.recuado {
        return vec![recusa(
            "bloco de código feito por recuo, sem cerca",
            "cerque-o com ``` e diga a linguagem; se não é código, tire o recuo de quatro espaços",
        )];
    }
    if !fecha(pagina.fonte(&bloco.faixa)) {
        return vec![recusa(
            "o bloco de código não fecha",
            "escreva a cerca de fechamento depois da última linha do código",
        )];
    }
    match Cerca::analisar(&bloco.info) {
        Err(recusa) => vec![recusa],
        // Uma inclusão mal escrita ainda é uma inclusão; o erro dela é dito noutro lugar.
        Ok(cerca) => atributos(&cerca, bloco.corpo.contains("{{#")),
    }
}

fn fecha(fonte: &str) -> bool {
    let mut linhas = fonte.trim_end().lines();
    let Some(primeira) = linhas.next() else {
        return false;
    };
    let cerca = primeira.chars().next().unwrap_or('`');
    let tamanho = primeira.chars().take_while(|&c| c == cerca).count();
    linhas.next_back().is_some_and(|ultima| {
        // O `>` é de uma citação em volta do bloco.
        let ultima = ultima.trim_start_matches([' ', '>', '\t']).trim_end();
        ultima.len() >= tamanho && ultima.chars().all(|c| c == cerca)
    })
}

/// Os atributos que faltam e os que sobram a um tipo de bloco.
fn atributos(cerca: &Cerca, incluido: bool) -> Vec<Recusa> {
    let linguagem = cerca.linguagem.as_str();
    // O que ele aceita; desses, os primeiros são exigidos.
    let (aceita, exigidos, qual): (&[&str], usize, &str) = match (linguagem, incluido) {
        ("mermaid" | "rede" | "rastro", _) => (&["legenda", "alt"], 2, ""),
        ("rust", true) => (&["legenda", "rode"], 2, " com inclusão"),
        ("console", true) => (&["legenda", "varia", "roda", "falha"], 1, " com inclusão"),
        ("console", false) => (&["varia", "roda", "falha"], 0, " sem inclusão"),
        (_, true) => (&["legenda", "rode"], 1, " com inclusão"),
        (_, false) => (&[], 0, " sem inclusão"),
    };
    let remedio = match aceita {
        [] => "tire os atributos, ou inclua o texto de um arquivo de listings".to_owned(),
        _ => format!("este bloco aceita só: {}", aceita.join(", ")),
    };
    let julgar = |nome: &&str| match cerca.atributo(nome) {
        None if aceita[..exigidos].contains(nome) => Some((
            format!("o bloco {linguagem}{qual} não tem o atributo “{nome}”"),
            format!("acrescente {nome}=\"…\" à cerca"),
        )),
        Some(_) if !aceita.contains(nome) => Some((
            format!("o bloco {linguagem}{qual} não aceita o atributo “{nome}”"),
            remedio.clone(),
        )),
        _ => None,
    };
    ATRIBUTOS.iter().filter_map(julgar).collect()
}
