//! Recusa ligação interna morta: página, arquivo ou fragmento que não existe, caminho absoluto.

use super::{Livro, Pagina, Problema, Recusa, identificadores::alvos, recusa};
use crate::{leitura::citacoes, problema::com_barras};
use percent_encoding::percent_decode_str;
use pulldown_cmark::Tag;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use strsim::levenshtein;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let paginas = livro.paginas.iter();
    let alvos = paginas.map(|p| (p.documento.caminho.as_path(), alvos_de(livro, p)));
    let alvos: HashMap<&Path, HashSet<String>> = alvos.collect();
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
    let no_texto = pagina.inicios().filter_map(|(tag, faixa)| match tag {
        Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
            Some((dest_url.to_string(), faixa.start))
        }
        _ => None,
    });
    let no_html = pagina.marcas.iter().flat_map(|marca| {
        let valores = ["href", "src", "poster"].map(|nome| marca.atributo(nome));
        let valores = valores.into_iter().flatten();
        valores.map(|valor| (valor.to_owned(), marca.faixa.start))
    });
    let todos = no_texto.chain(no_html);
    todos.filter(|(destino, _)| !e_de_fora(destino)).collect()
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
    let nome = com_barras(&arquivo);
    match (fragmento, alvos.get(arquivo.as_path())) {
        (Some(fragmento), Some(alvos)) if !alvos.contains(&fragmento) => Err((
            format!("o fragmento #{fragmento} não existe em {nome}"),
            parecido(&fragmento, alvos),
        )),
        _ => Ok(()),
    }
}

fn localizar(
    livro: &Livro<'_>,
    pagina: &Pagina<'_>,
    caminho: &str,
) -> Result<PathBuf, Recusa> {
    if caminho.is_empty() {
        return Err(recusa(
            "ligação sem destino",
            "diga aonde leva; um capítulo em preparo não tem página: cite-o sem ligação",
        ));
    }
    if caminho.starts_with('/') {
        return Err(recusa(
            format!("caminho absoluto: {caminho}"),
            "use um caminho relativo ao capítulo: o site pode não estar na raiz do servidor",
        ));
    }
    let arquivo = pagina.documento.citado(caminho);
    let Some(arquivo) = arquivo.filter(|a| a.starts_with(&livro.acervo.fonte)) else {
        return Err(recusa(
            format!("a ligação sai da pasta do livro: {caminho}"),
            "só o que está na pasta dos capítulos é publicado; o código se mostra com {{#include}}",
        ));
    };
    if livro.acervo.raiz.join(&arquivo).is_file() {
        return Ok(arquivo);
    }
    let remedio = if arquivo.extension().is_some_and(|e| e == "html") {
        "ligue ao arquivo .md: o mdBook troca a extensão"
    } else {
        "corrija o caminho; um capítulo em preparo não tem página: cite-o sem ligação"
    };
    let motivo = format!("não existe o arquivo {}", com_barras(&arquivo));
    Err(recusa(motivo, remedio))
}

fn parecido(fragmento: &str, alvos: &HashSet<String>) -> String {
    let perto = |alvo: &&String| (levenshtein(fragmento, alvo), (*alvo).clone());
    match alvos.iter().min_by_key(perto) {
        Some(alvo) => format!("o mais parecido que existe é #{alvo}"),
        None => "a página não tem títulos: tire o fragmento".to_owned(),
    }
}

/// `%C3%A7` → `ç`, como o mdBook.
fn decodificar(texto: &str) -> String {
    percent_decode_str(texto).decode_utf8_lossy().into_owned()
}
