//! O mapa do curso, na página inicial: partes, capítulos e o que ainda está em preparo.

use crate::{html::escapar, problema::com_barras};
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::path::Path;

/// De um endereço, só isto e as letras e algarismos do ASCII ficam como são.
const ESCAPADOS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');

/// O endereço de um arquivo do site, visto da raiz dele.
pub fn endereco(arquivo: &Path) -> String {
    let caminho = com_barras(arquivo);
    utf8_percent_encode(&caminho, ESCAPADOS).to_string()
}

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
    let (atual, destino) = (atual.unwrap_or(""), endereco(&destino));
    format!("<li><a href=\"{ate_a_raiz}{destino}\"{atual}>{nome}</a></li>")
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_elo_de_um_capitulo_e_um_endereco() {
        let capitulo = Chapter::new("Ações", String::new(), "a/ação & 1#.md", Vec::new());
        let elo = item(&capitulo, "../", Path::new(""));
        let esperado = "<a href=\"../a/a%C3%A7%C3%A3o%20%26%201%23.html\">Ações</a>";
        assert!(elo.contains(esperado), "{elo}");
    }
}
