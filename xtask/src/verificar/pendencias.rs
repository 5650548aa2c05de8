//! Recusa o que ficou por fazer: as marcas que todo programador conhece e os `panic` de espera.
//!
//! As palavras são montadas em pedaços para que este arquivo não se recuse a si mesmo.

use super::acervo::{Livro, arquivos};
use crate::leitura::documento::Documento;
use crate::problema::Problema;
use regex::Regex;
use std::path::Path;
use std::sync::LazyLock;

static PENDENCIA: LazyLock<Regex> = LazyLock::new(|| {
    let palavras = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("X", "XX"),
    ]
    .join("|");
    let macros = [concat!("to", "do!"), concat!("unimpl", "emented!")].join("|");
    Regex::new(&format!(r"\b(?:{palavras})\b|\b(?:{macros})"))
        .expect("a expressão é válida")
});

const TEXTO: [&str; 12] = [
    "md", "rs", "toml", "txt", "hbs", "css", "js", "mjs", "svg", "html", "proto", "json",
];

/// Os enunciados dos trabalhos deixam buracos de propósito.
const TRABALHOS: &str = "pratica/trabalhos";

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let raiz = &livro.acervo.raiz;
    let fonte = &livro.acervo.fonte;
    let pastas = [
        fonte.as_path(),
        Path::new("listings"),
        Path::new("theme"),
        Path::new("xtask"),
    ];
    for arquivo in pastas.iter().flat_map(|pasta| arquivos(raiz, pasta)) {
        if interessa(&arquivo, &fonte.join(TRABALHOS))
            && let Ok(texto) = std::fs::read_to_string(raiz.join(&arquivo))
        {
            procurar(&Documento::novo(arquivo, texto), problemas);
        }
    }
}

fn interessa(arquivo: &Path, trabalhos: &Path) -> bool {
    let texto = arquivo
        .extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| TEXTO.contains(&e));
    // Os nomes de pacotes de npm não são do curso.
    texto && !arquivo.starts_with(trabalhos) && !arquivo.ends_with("package-lock.json")
}

fn procurar(documento: &Documento, problemas: &mut Vec<Problema>) {
    for achado in PENDENCIA.find_iter(&documento.texto) {
        problemas.push(Problema::novo(
            &documento.caminho,
            documento.linha(achado.start()),
            format!("pendência deixada no texto: {}", achado.as_str()),
            "termine o que falta, ou leve a pendência para uma issue",
        ));
    }
}
