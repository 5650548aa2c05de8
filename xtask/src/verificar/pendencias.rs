//! Recusa o que ficou por fazer: as marcas que todo programador conhece e os `panic` de espera.
//!
//! As palavras são montadas em pedaços para que este arquivo não se recuse a si mesmo.

use super::{Livro, Problema, arquivos};
use crate::leitura::documento::Documento;
use std::path::Path;

expressoes! {
    PENDENCIA = concat!(
        r"\b(?:TO", "DO|FIX", "ME|X", r"XX)\b|\b(?:to", "do!|unimpl", "emented!)"
    );
}

const TEXTO: [&str; 12] = [
    "md", "rs", "toml", "txt", "hbs", "css", "js", "mjs", "svg", "html", "proto", "json",
];

/// Os enunciados dos trabalhos deixam buracos de propósito.
const TRABALHOS: &str = "pratica/trabalhos";

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let raiz = &livro.acervo.raiz;
    let fonte = &livro.acervo.fonte;
    let pastas = ["listings", "theme", "xtask"].map(Path::new);
    let pastas = pastas.into_iter().chain([fonte.as_path()]);
    for arquivo in pastas.flat_map(|pasta| arquivos(raiz, pasta)) {
        if interessa(&arquivo, &fonte.join(TRABALHOS))
            && let Ok(texto) = std::fs::read_to_string(raiz.join(&arquivo))
        {
            procurar(&Documento::novo(arquivo, texto), problemas);
        }
    }
}

fn interessa(arquivo: &Path, trabalhos: &Path) -> bool {
    let extensao = arquivo.extension().and_then(|e| e.to_str());
    let texto = extensao.is_some_and(|e| TEXTO.contains(&e));
    // Os nomes de pacotes de npm não são do curso.
    texto && !arquivo.starts_with(trabalhos) && !arquivo.ends_with("package-lock.json")
}

fn procurar(documento: &Documento, problemas: &mut Vec<Problema>) {
    for achado in PENDENCIA.find_iter(&documento.texto) {
        let motivo = format!("pendência deixada no texto: {}", achado.as_str());
        let remedio = "termine o que falta, ou leve a pendência para uma issue";
        problemas.push(documento.problema(achado.start(), motivo, remedio));
    }
}
