//! Recusa cerca mal escrita: linguagem ou atributo desconhecido, atributo que falta ou que não
//! cabe naquele bloco, bloco recuado e cerca que não fecha.

use super::acervo::Livro;
use super::pagina::Pagina;
use crate::leitura::cerca::{ATRIBUTOS, Cerca};
use crate::leitura::documento::Bloco;
use crate::problema::Problema;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        for bloco in &pagina.blocos {
            problemas.extend(conferir_bloco(pagina, bloco));
        }
    }
    // O GitHub mostra o README como quer; aqui importa só que o Rust dele seja provado.
    if let Some(pagina) = &livro.leiame {
        for bloco in pagina.blocos.iter().filter(|b| e_rust(b)) {
            problemas.extend(conferir_bloco(pagina, bloco));
        }
    }
}

/// A cerca fala de Rust, ainda que mal escrita (`Rust`, `rust,ignore`, `rs`).
pub fn e_rust(bloco: &Bloco) -> bool {
    let linguagem = bloco
        .info
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or("");
    linguagem.eq_ignore_ascii_case("rust") || linguagem == "rs"
}

fn conferir_bloco(pagina: &Pagina<'_>, bloco: &Bloco) -> Vec<Problema> {
    let problema = |motivo: String, remedio: String| {
        Problema::novo(&pagina.documento.caminho, bloco.linha, motivo, remedio)
    };
    if bloco.recuado {
        return vec![problema(
            "bloco de código feito por recuo, sem cerca".to_owned(),
            "cerque-o com ``` e diga a linguagem; se não é código, tire o recuo de quatro espaços"
                .to_owned(),
        )];
    }
    if !fecha(pagina.fonte(&bloco.faixa)) {
        return vec![problema(
            "o bloco de código não fecha".to_owned(),
            "escreva a cerca de fechamento depois da última linha do código".to_owned(),
        )];
    }
    match Cerca::analisar(&bloco.info) {
        Err((motivo, remedio)) => vec![problema(motivo, remedio)],
        // Uma inclusão mal escrita ainda é uma inclusão; o erro dela é dito noutro lugar.
        Ok(cerca) => atributos(&cerca, bloco.corpo.contains("{{#"))
            .into_iter()
            .map(|(motivo, remedio)| problema(motivo, remedio))
            .collect(),
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

/// Os atributos que faltam e os que sobram a um tipo de bloco: motivo e remédio de cada um.
fn atributos(cerca: &Cerca, incluido: bool) -> Vec<(String, String)> {
    let linguagem = cerca.linguagem.as_str();
    let (exige, aceita): (&[&str], &[&str]) = match (linguagem, incluido) {
        ("mermaid" | "rede" | "rastro", _) => (&["legenda", "alt"], &["legenda", "alt"]),
        ("rust", true) => (&["legenda", "rode"], &["legenda", "rode"]),
        ("console", true) => (&["legenda"], &["legenda", "varia", "roda", "falha"]),
        ("console", false) => (&[], &["varia", "roda", "falha"]),
        (_, true) => (&["legenda"], &["legenda", "rode"]),
        (_, false) => (&[], &[]),
    };
    let bloco = match (linguagem, incluido) {
        ("mermaid" | "rede" | "rastro", _) => linguagem.to_owned(),
        (_, true) => format!("{linguagem} com inclusão"),
        (_, false) => format!("{linguagem} sem inclusão"),
    };
    let remedio = match aceita {
        [] => "tire os atributos, ou inclua o texto de um arquivo de listings".to_owned(),
        _ => format!("este bloco aceita só: {}", aceita.join(", ")),
    };
    ATRIBUTOS
        .iter()
        .filter_map(|nome| match cerca.atributo(nome) {
            None if exige.contains(nome) => Some((
                format!("o bloco {bloco} não tem o atributo “{nome}”"),
                format!("acrescente {nome}=\"…\" à cerca"),
            )),
            Some(_) if !aceita.contains(nome) => Some((
                format!("o bloco {bloco} não aceita o atributo “{nome}”"),
                remedio.clone(),
            )),
            _ => None,
        })
        .collect()
}
