//! Recusa citação sem entrada, entrada que ninguém cita, repetida ou mal formada.

use super::{Livro, Pagina, Problema};
use crate::leitura::citacoes;
use pulldown_cmark::Tag;
use std::collections::{BTreeMap, BTreeSet};
use strsim::levenshtein;

expressoes! {
    CITACAO = r"\[@([^\]]*)\]";
    CHAVE = r"^[a-z0-9-]+$";
    /// AUTOR. Título. O resto.
    ENTRADA =
        r"(?s)^[-*+]\s+\*\*\[@([a-z0-9-]+) \| ([^\]]*\S)\]\*\* (\S.*?)\. (\S.*?)\.(?:\s|$)";
    ANO = r"\b(?:1[5-9]|20)\d{2}\b";
    ENDERECO = r"https?://\S|\b10\.\d{4,9}/\S";
}

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let arquivo = livro.acervo.fonte.join(citacoes::ARQUIVO);
    let mut entradas = BTreeMap::new();
    if let Some(pagina) = livro.pagina(&arquivo) {
        entradas = conferir_entradas(pagina, problemas);
    }
    let mut citadas = BTreeSet::new();
    for pagina in &livro.paginas {
        for (citacao, posicao) in citacoes_de(pagina) {
            // O começo de uma entrada, ainda que mal formada, não é uma citação.
            if pagina.documento.caminho == arquivo && citacao.contains([' ', '|']) {
                continue;
            }
            problemas.extend(conferir_citacao(pagina, &citacao, posicao, &entradas));
            citadas.insert(citacao);
        }
    }
    for (chave, linha) in &entradas {
        if !citadas.contains(chave) {
            let motivo = format!("ninguém cita a entrada “{chave}”");
            let remedio = format!("cite-a com [@{chave}], ou apague-a");
            problemas.push(Problema::novo(&arquivo, *linha, motivo, remedio));
        }
    }
}

/// As da prosa e as das legendas, que o leitor também vê.
fn citacoes_de(pagina: &Pagina<'_>) -> Vec<(String, usize)> {
    let mut achadas = Vec::new();
    for trecho in &pagina.prosa {
        for c in CITACAO.captures_iter(pagina.fonte(trecho)) {
            let inicio = c.get(0).map_or(0, |c| c.start());
            achadas.push((c[1].to_owned(), trecho.start + inicio));
        }
    }
    for (legenda, posicao) in pagina.legendas() {
        let citacoes = CITACAO.captures_iter(&legenda);
        achadas.extend(citacoes.map(|c| (c[1].to_owned(), posicao)));
    }
    achadas
}

fn conferir_citacao(
    pagina: &Pagina<'_>,
    citacao: &str,
    posicao: usize,
    entradas: &BTreeMap<String, usize>,
) -> Option<Problema> {
    if !CHAVE.is_match(citacao) {
        return Some(pagina.problema(
            posicao,
            format!("citação mal formada: [@{citacao}]"),
            "escreva [@chave], com letras minúsculas, algarismos e hífens; uma chave em cada",
        ));
    }
    if entradas.contains_key(citacao) {
        return None;
    }
    let distancias = entradas.keys().map(|c| (levenshtein(citacao, c), c));
    let parecida = distancias.filter(|(distancia, _)| *distancia <= 3).min();
    let ou = parecida.map_or(String::new(), |(_, c)| format!(", ou cite [@{c}]"));
    let remedio = format!("acrescente a entrada em referencias.md{ou}");
    let motivo = format!("a citação [@{citacao}] não tem entrada");
    Some(pagina.problema(posicao, motivo, remedio))
}

/// Confere cada item de lista da bibliografia; devolve as chaves e suas linhas.
fn conferir_entradas(
    pagina: &Pagina<'_>,
    problemas: &mut Vec<Problema>,
) -> BTreeMap<String, usize> {
    let mut entradas: BTreeMap<String, usize> = BTreeMap::new();
    let inicios = pagina.inicios();
    for (_, faixa) in inicios.filter(|(tag, _)| matches!(tag, Tag::Item)) {
        let linha = pagina.documento.linha(faixa.start);
        let fonte = pagina.fonte(faixa);
        let mut recusar = |motivo: String, remedio: &str| {
            problemas.push(pagina.problema(faixa.start, motivo, remedio));
        };
        let Some(partes) = ENTRADA.captures(fonte) else {
            recusar(
                "entrada de bibliografia mal formada".to_owned(),
                "siga a forma: - **[@chave | Rótulo curto]** AUTOR. Título. Veículo, ano. DOI ou endereço.",
            );
            // A chave que se entende ainda vale: as citações dela não têm culpa.
            let chave = CITACAO.captures(fonte).map(|c| c[1].to_owned());
            let chave = chave.and_then(|c| c.split([' ', '|']).next().map(str::to_owned));
            entradas.extend(chave.map(|c| (c, linha)));
            continue;
        };
        let chave = partes[1].to_owned();
        if let Some(antes) = entradas.get(&chave) {
            recusar(
                format!("a chave “{chave}” já está na linha {antes}"),
                "junte as duas entradas, ou dê outra chave a esta",
            );
        }
        if let Some((motivo, remedio)) = lacuna(&chave, fonte) {
            recusar(motivo, remedio);
        }
        entradas.entry(chave).or_insert(linha);
    }
    entradas
}

/// O que falta a uma entrada para que o leitor ache a obra.
fn lacuna(chave: &str, fonte: &str) -> Option<(String, &'static str)> {
    // O endereço pode ter um ano por acaso; o da obra está fora dele.
    let mut fora = fonte.split_whitespace().filter(|p| !ENDERECO.is_match(p));
    if !fora.any(|p| ANO.is_match(p)) {
        let motivo = format!("a entrada “{chave}” não tem ano");
        let remedio =
            "acrescente-o; numa página viva, o ano em que você a leu: acesso em 2026";
        return Some((motivo, remedio));
    }
    let motivo = format!("a entrada “{chave}” não tem DOI nem endereço");
    let remedio = "acrescente um dos dois, para que o leitor a ache";
    (!ENDERECO.is_match(fonte)).then_some((motivo, remedio))
}
