//! O sumário lateral, escrito na própria página: navega-se sem JavaScript.

use crate::html::escapar;
use crate::leitura::mapa::{numero, partes};
use mdbook_renderer::book::{Book, Chapter};
use std::path::Path;

/// O sumário visto de `pagina`, com os elos relativos a ela.
pub fn desenhar(livro: &Book, pagina: &Path) -> String {
    let ate_a_raiz = ate_a_raiz(pagina);
    let mut html = String::from("<ol class=\"sumario-lista\">");
    for parte in partes(livro) {
        let itens: String = parte
            .capitulos
            .iter()
            .map(|c| item(c, pagina, &ate_a_raiz))
            .collect();
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

fn item(capitulo: &Chapter, pagina: &Path, ate_a_raiz: &str) -> String {
    let nome = format!("{}{}", numero(capitulo), escapar(&capitulo.name));
    let Some(caminho) = &capitulo.path else {
        return format!(
            "<li class=\"preparo\">{nome} <span class=\"selo\">em preparo</span></li>"
        );
    };
    let destino = caminho.with_extension("html");
    let atual = if destino == pagina {
        " aria-current=\"page\""
    } else {
        ""
    };
    let destino = destino.to_string_lossy().replace('\\', "/");
    format!("<li><a href=\"{ate_a_raiz}{destino}\"{atual}>{nome}</a></li>")
}

/// “Parte III — Comunicação · Capítulo 15”, acima do título de um capítulo numerado.
pub fn localizacao(livro: &Book, pagina: &Path) -> String {
    for parte in partes(livro) {
        let Some(titulo) = parte.titulo else { continue };
        for capitulo in parte.capitulos {
            let aqui = capitulo
                .path
                .as_ref()
                .is_some_and(|p| p.with_extension("html") == pagina);
            if let (true, Some(numero)) = (aqui, &capitulo.number) {
                let numero = numero.to_string();
                return format!(
                    "<p class=\"localizacao\">{} · Capítulo {}</p>",
                    escapar(titulo),
                    numero.trim_end_matches('.')
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
