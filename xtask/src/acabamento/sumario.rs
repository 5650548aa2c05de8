//! O sumário lateral, escrito na própria página: navega-se sem JavaScript.

use crate::html::escapar;
use crate::leitura::mapa::{item, partes};
use mdbook_renderer::book::Book;
use std::path::Path;

/// O sumário visto de `pagina`, com os elos relativos a ela.
pub fn desenhar(livro: &Book, pagina: &Path) -> String {
    let ate_a_raiz = ate_a_raiz(pagina);
    let mut html = String::from("<ol class=\"sumario-lista\">");
    for parte in partes(livro) {
        let itens = parte.capitulos.iter().map(|c| item(c, &ate_a_raiz, pagina));
        let itens: String = itens.collect();
        match parte.titulo {
            Some(titulo) => html.push_str(&format!(
                "<li class=\"parte\"><span>{}</span><ol>{itens}</ol></li>",
                escapar(titulo)
            )),
            None => html.push_str(&itens),
        }
    }
    html.push_str("</ol>");
    html
}

/// “Parte III — Comunicação · Capítulo 15”, acima do título de um capítulo numerado.
pub fn localizacao(livro: &Book, pagina: &Path) -> String {
    for parte in partes(livro) {
        let Some(titulo) = parte.titulo else { continue };
        for capitulo in parte.capitulos {
            let caminho = capitulo.path.as_ref();
            let aqui = caminho.is_some_and(|p| p.with_extension("html") == pagina);
            if let (true, Some(numero)) = (aqui, &capitulo.number) {
                let (titulo, numero) = (escapar(titulo), numero.to_string());
                let numero = numero.trim_end_matches('.');
                return format!(
                    "<p class=\"localizacao\">{titulo} · Capítulo {numero}</p>"
                );
            }
        }
    }
    String::new()
}

/// De uma página até a raiz do site: vazio ou uma sequência de `../`.
pub fn ate_a_raiz(pagina: &Path) -> String {
    "../".repeat(pagina.components().count().saturating_sub(1))
}
