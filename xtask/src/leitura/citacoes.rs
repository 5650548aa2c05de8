//! Citações `[@chave]` e as entradas da bibliografia em `referencias.md`.

use crate::html::escapar;
use regex::Captures;
use std::collections::BTreeMap;

/// Nome do arquivo da bibliografia, relativo à pasta do texto.
pub const ARQUIVO: &str = "referencias.md";

expressoes! {
    /// `[@chave]`, em qualquer capítulo.
    pub CITACAO = r"\[@([a-z0-9-]+)\]";
    /// `**[@chave | Rótulo (ano)]**`, no começo de um item da bibliografia.
    pub ENTRADA = r"\*\*\[@([a-z0-9-]+) \| ([^\]]+)\]\*\*";
}

/// As entradas da bibliografia: da chave ao rótulo.
pub fn entradas(bibliografia: &str) -> BTreeMap<String, String> {
    let entradas = ENTRADA.captures_iter(bibliografia);
    let entradas = entradas.map(|c| (c[1].to_owned(), c[2].trim().to_owned()));
    entradas.collect()
}

/// O que parece ser a chave de uma entrada, ainda que mal escrita.
pub fn chaves(bibliografia: &str) -> impl Iterator<Item = &str> {
    let pedacos = bibliografia.split("[@").skip(1);
    pedacos.map(|p| p.split([' ', '|', ']']).next().unwrap_or(""))
}

/// Dá a cada entrada o alvo a que as citações levam.
pub fn marcar_entradas(bibliografia: &str) -> String {
    let alvo = |c: &Captures<'_>| {
        let (chave, rotulo) = (&c[1], escapar(c[2].trim()));
        format!("<span class=\"chave\" id=\"ref-{chave}\">{rotulo}</span>")
    };
    ENTRADA.replace_all(bibliografia, alvo).into_owned()
}

/// Markdown do elo de uma citação; `raiz` é o caminho do capítulo até a pasta do texto.
pub fn elo(rotulo: &str, chave: &str, raiz: &str) -> String {
    format!("[{rotulo}]({raiz}{ARQUIVO}#ref-{chave})")
}

#[cfg(test)]
mod testes {
    use super::*;

    const BIBLIOGRAFIA: &str = "- **[@rfc9293 | Eddy (2022)]** EDDY, W. TCP. 2022.\n";

    #[test]
    fn a_entrada_vira_alvo_e_o_resto_fica() {
        let esperada = "- <span class=\"chave\" id=\"ref-rfc9293\">Eddy (2022)</span> EDDY, W. TCP. 2022.\n";
        assert_eq!(marcar_entradas(BIBLIOGRAFIA), esperada);
    }

    #[test]
    fn uma_entrada_nao_e_uma_citacao() {
        assert!(!CITACAO.is_match(BIBLIOGRAFIA));
    }
}
