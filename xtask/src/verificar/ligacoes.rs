//! Recusa ligação interna morta: página, arquivo ou fragmento que não existe, caminho absoluto.

use super::acervo::Livro;
use super::identificadores::alvos;
use super::pagina::Pagina;
use crate::leitura::citacoes;
use crate::leitura::inclusao::normalizar;
use crate::problema::Problema;
use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Tag};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use strsim::levenshtein;

type Recusa = (String, String);

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let alvos: HashMap<&Path, HashSet<String>> = livro
        .paginas
        .iter()
        .map(|p| (p.documento.caminho.as_path(), alvos_de(livro, p)))
        .collect();
    for pagina in &livro.paginas {
        for (destino, posicao) in destinos(pagina) {
            let recusa = conferir_destino(livro, pagina, &destino, &alvos);
            if let Err((motivo, remedio)) = recusa {
                problemas.push(pagina.problema(posicao, motivo, remedio));
            }
        }
    }
}

fn alvos_de(livro: &Livro<'_>, pagina: &Pagina<'_>) -> HashSet<String> {
    let mut alvos = alvos(pagina);
    if pagina.documento.caminho == livro.acervo.fonte.join(citacoes::ARQUIVO) {
        let entradas = citacoes::entradas(&pagina.documento.texto);
        alvos.extend(entradas.keys().map(|chave| format!("ref-{chave}")));
    }
    alvos
}

/// Os endereços da página que ficam no próprio livro, e onde estão.
fn destinos(pagina: &Pagina<'_>) -> Vec<(String, usize)> {
    let no_texto = pagina
        .eventos
        .iter()
        .filter_map(|(evento, faixa)| match evento {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some((dest_url.to_string(), faixa.start))
            }
            _ => None,
        });
    let no_html = pagina.marcas.iter().flat_map(|marca| {
        ["href", "src", "poster"]
            .iter()
            .filter_map(|nome| marca.atributo(nome))
            .map(|valor| (valor.to_owned(), marca.faixa.start))
    });
    no_texto
        .chain(no_html)
        .filter(|(destino, _)| !e_de_fora(destino))
        .collect()
}

/// Tem esquema (`https:`, `mailto:`) ou é de outro servidor (`//…`).
pub fn e_de_fora(destino: &str) -> bool {
    let esquema = destino.split(['/', '#', '?']).next().unwrap_or("");
    destino.starts_with("//") || esquema.contains(':')
}

fn conferir_destino(
    livro: &Livro<'_>,
    pagina: &Pagina<'_>,
    destino: &str,
    alvos: &HashMap<&Path, HashSet<String>>,
) -> Result<(), Recusa> {
    let (caminho, fragmento) = match destino.split_once('#') {
        Some((caminho, fragmento)) => (caminho, Some(decodificar(fragmento))),
        None => (destino, None),
    };
    let caminho = decodificar(caminho.split('?').next().unwrap_or(caminho));
    let arquivo = if caminho.is_empty() && fragmento.is_some() {
        pagina.documento.caminho.clone()
    } else {
        localizar(livro, pagina, &caminho)?
    };
    let Some(fragmento) = fragmento else {
        return Ok(());
    };
    match alvos.get(arquivo.as_path()) {
        Some(alvos) if alvos.contains(&fragmento) => Ok(()),
        Some(alvos) => Err((
            format!("o fragmento #{fragmento} não existe em {}", nome(&arquivo)),
            parecido(&fragmento, alvos),
        )),
        None => Ok(()),
    }
}

fn localizar(
    livro: &Livro<'_>,
    pagina: &Pagina<'_>,
    caminho: &str,
) -> Result<PathBuf, Recusa> {
    if caminho.is_empty() {
        return Err((
            "ligação sem destino".to_owned(),
            "diga aonde leva; um capítulo em preparo não tem página: cite-o sem ligação"
                .to_owned(),
        ));
    }
    if caminho.starts_with('/') {
        return Err((
            format!("caminho absoluto: {caminho}"),
            "use um caminho relativo ao capítulo: o site pode não estar na raiz do servidor"
                .to_owned(),
        ));
    }
    let arquivo = normalizar(&pagina.documento.pasta().join(caminho))
        .filter(|a| a.starts_with(&livro.acervo.fonte))
        .ok_or_else(|| {
            (
                format!("a ligação sai da pasta do livro: {caminho}"),
                "só o que está na pasta dos capítulos é publicado; o código se mostra com {{#include}}"
                    .to_owned(),
            )
        })?;
    if livro.acervo.raiz.join(&arquivo).is_file() {
        return Ok(arquivo);
    }
    let remedio = if arquivo.extension().is_some_and(|e| e == "html") {
        "ligue ao arquivo .md: o mdBook troca a extensão"
    } else {
        "corrija o caminho; um capítulo em preparo não tem página: cite-o sem ligação"
    };
    Err((
        format!("não existe o arquivo {}", nome(&arquivo)),
        remedio.to_owned(),
    ))
}

fn nome(caminho: &Path) -> String {
    caminho.to_string_lossy().replace('\\', "/")
}

fn parecido(fragmento: &str, alvos: &HashSet<String>) -> String {
    let mut alvos: Vec<&String> = alvos.iter().collect();
    alvos.sort_by_key(|alvo| (levenshtein(fragmento, alvo), (*alvo).clone()));
    match alvos.first() {
        Some(alvo) => format!("o mais parecido que existe é #{alvo}"),
        None => "a página não tem títulos: tire o fragmento".to_owned(),
    }
}

/// `%C3%A7` → `ç`, como o mdBook.
pub fn decodificar(texto: &str) -> String {
    percent_decode_str(texto).decode_utf8_lossy().into_owned()
}
