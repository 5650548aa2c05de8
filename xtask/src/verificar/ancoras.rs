//! Recusa âncora que nenhum capítulo mostra: a que sobrou de um texto que mudou, ou a que um
//! capítulo devia mostrar e esqueceu.
//!
//! Enquanto um capítulo pede uma âncora que não existe, nada se diz: a que ele errou sobraria por
//! causa do erro, que já tem a sua recusa.

use super::{Livro, Problema, listagens::Arquivo};
use crate::leitura::inclusao::ancoras;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Arquivo e nome.
type Ancora = (PathBuf, String);

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let (abertas, pedidas) = (abertas(livro), pedidas(livro));
    if pedidas.iter().any(|p| !abertas.contains_key(p)) {
        return;
    }
    for ((arquivo, nome), linha) in abertas.iter().filter(|(a, _)| !pedidas.contains(*a))
    {
        let motivo = format!("nenhum capítulo mostra a âncora “{nome}”");
        let remedio = "mostre o trecho num capítulo, ou apague ANCHOR e ANCHOR_END";
        problemas.push(Problema::novo(arquivo, *linha, motivo, remedio));
    }
}

/// As que as listagens abrem, com a linha de cada uma.
fn abertas(livro: &Livro<'_>) -> BTreeMap<Ancora, usize> {
    let arquivos = livro.acervo.listagens.iter().flat_map(|l| &l.arquivos);
    let abertas = arquivos.flat_map(|Arquivo { caminho, texto }| {
        ancoras(texto).map(|(linha, nome)| ((caminho.clone(), nome.to_owned()), linha))
    });
    abertas.collect()
}

/// As que os capítulos pedem às listagens.
fn pedidas(livro: &Livro<'_>) -> BTreeSet<Ancora> {
    let incluidos = livro.incluidos();
    let pedidas = incluidos.filter(|(arquivo, _)| arquivo.starts_with("listings"));
    let pedidas = pedidas.filter_map(|(arquivo, p)| Some((arquivo, p.ancora?)));
    pedidas.collect()
}
