//! O mapa do curso, na página inicial: partes, capítulos e o que ainda está em preparo.

use crate::{html::escapar, problema::com_barras};
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use std::path::Path;

/// Uma parte do curso e seus capítulos.
#[derive(Debug, Default)]
pub struct Parte<'a> {
    pub titulo: Option<&'a str>,
    pub capitulos: Vec<&'a Chapter>,
}

/// As partes do livro, na ordem do SUMMARY; a primeira pode não ter título.
pub fn partes(livro: &Book) -> Vec<Parte<'_>> {
    let mut partes = vec![Parte::default()];
    // Também os capítulos dentro de outro.
    for item in livro.iter() {
        match item {
            BookItem::PartTitle(titulo) => partes.push(Parte {
                titulo: Some(titulo),
                capitulos: Vec::new(),
            }),
            BookItem::Chapter(capitulo) => {
                if let Some(parte) = partes.last_mut() {
                    parte.capitulos.push(capitulo);
                }
            }
            BookItem::Separator => {}
        }
    }
    partes.retain(|p| !p.capitulos.is_empty());
    partes
}

/// “15. ” para o capítulo 15; vazio para um capítulo sem número.
fn numero(capitulo: &Chapter) -> String {
    match &capitulo.number {
        // O mdBook escreve “15.”.
        Some(numero) => format!("<span class=\"num\">{numero}</span> "),
        None => String::new(),
    }
}

/// HTML do mapa; os elos são relativos à pasta do texto.
pub fn desenhar(livro: &Book) -> String {
    let mut html = String::from("<nav class=\"mapa\" aria-label=\"Mapa do curso\">");
    for parte in partes(livro) {
        let Some(titulo) = parte.titulo else { continue };
        html.push_str(&format!("<section><h2>{}</h2><ol>", escapar(titulo)));
        for capitulo in parte.capitulos {
            html.push_str(&item(capitulo, "", Path::new("")));
        }
        html.push_str("</ol></section>");
    }
    html.push_str("</nav>");
    html
}

/// Um capítulo numa lista, com o elo visto de `pagina`, que está a `ate_a_raiz` da pasta do texto.
pub fn item(capitulo: &Chapter, ate_a_raiz: &str, pagina: &Path) -> String {
    let nome = format!("{}{}", numero(capitulo), escapar(&capitulo.name));
    let Some(caminho) = &capitulo.path else {
        return format!(
            "<li class=\"preparo\">{nome} <span class=\"selo\">em preparo</span></li>"
        );
    };
    let destino = caminho.with_extension("html");
    let atual = (destino == pagina).then_some(" aria-current=\"page\"");
    let (atual, destino) = (atual.unwrap_or(""), com_barras(&destino));
    format!("<li><a href=\"{ate_a_raiz}{destino}\"{atual}>{nome}</a></li>")
}
