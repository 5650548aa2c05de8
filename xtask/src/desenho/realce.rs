//! Realce de sintaxe na construção do livro: a página não leva JavaScript para isso.

use crate::html::escapar;
use anyhow::{Context, Result};
use std::sync::OnceLock;
use syntect::easy::ScopeRangeIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Do escopo (o nome que a gramática dá a um pedaço do código) à classe que o tema pinta.
/// A primeira que serve ao escopo mais interno vence.
const CLASSES: &str = "comment=c string=s constant.character=s constant=n \
     storage.modifier.lifetime=v variable.language=v entity.name.function=f \
     support.function=f support.macro=m variable.annotation=m meta.annotation=m \
     entity.name=t storage.type.numeric=t support.type=t support.class=t \
     keyword.operator= keyword=k storage=k";

fn gramaticas() -> &'static SyntaxSet {
    static GRAMATICAS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMATICAS.get_or_init(two_face::syntax::extra_newlines)
}

fn classes() -> &'static [(Scope, &'static str)] {
    static TABELA: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    let escopo = |nome| Scope::new(nome).expect("nome de escopo válido");
    let classes = CLASSES.split(' ');
    let classes = classes.filter_map(|classe| classe.split_once('='));
    TABELA.get_or_init(|| classes.map(|(nome, c)| (escopo(nome), c)).collect())
}

/// Código em HTML, com um `<span>` por pedaço que tem cor.
/// Erros: quando não há gramática para a linguagem ou ela não aceita o texto.
pub fn realcar(linguagem: &str, codigo: &str) -> Result<String> {
    let gramaticas = gramaticas();
    let gramatica = gramaticas
        .find_syntax_by_token(linguagem)
        .with_context(|| format!("não há gramática para “{linguagem}”"))?;
    let mut estado = ParseState::new(gramatica);
    let mut pilha = ScopeStack::new();
    let mut html = String::new();
    for linha in LinesWithEndings::from(codigo) {
        let operacoes = estado.parse_line(linha, gramaticas)?;
        for (faixa, operacao) in ScopeRangeIterator::new(&operacoes, linha) {
            pilha.apply(operacao)?;
            escrever(&mut html, &linha[faixa], classe(&pilha));
        }
    }
    Ok(html)
}

fn classe(pilha: &ScopeStack) -> &'static str {
    let achada = pilha.as_slice().iter().rev().find_map(|escopo| {
        let mut classes = classes().iter();
        classes.find(|(prefixo, _)| prefixo.is_prefix_of(*escopo))
    });
    achada.map_or("", |(_, classe)| classe)
}

fn escrever(html: &mut String, pedaco: &str, classe: &str) {
    let texto = escapar(pedaco);
    if classe.is_empty() || pedaco.trim().is_empty() {
        html.push_str(&texto);
        return;
    }
    let abre = format!("<span class=\"{classe}\">");
    let da_mesma = html.strip_suffix("</span>").filter(|antes| {
        let ultima = antes.rfind("<span");
        ultima.is_some_and(|i| antes[i..].starts_with(&abre))
    });
    match da_mesma.map(str::len) {
        // Pedaços vizinhos da mesma classe viram um só: a página fica menor.
        Some(antes) => html.truncate(antes),
        None => html.push_str(&abre),
    }
    html.push_str(&texto);
    html.push_str("</span>");
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn rust_tem_palavras_chave_textos_e_comentarios() {
        let html = realcar("rust", "fn f() -> u8 { 1 } // <fim>\n");
        let html = html.expect("Rust tem gramática");
        for trecho in [
            ">fn</span>",
            "\"f\">f</span>",
            "&lt;fim&gt;",
            "\"k\">",
            "\"c\">",
        ] {
            assert!(html.contains(trecho), "faltou {trecho}: {html}");
        }
    }

    #[test]
    fn o_texto_sem_marcas_e_o_codigo_original() {
        let codigo =
            "let x: Vec<&str> = vec![\"a\", 'b'];\n\n#[derive(Debug)]\nstruct S;\n";
        let html = realcar("rust", codigo).expect("Rust tem gramática");
        let marca = regex::Regex::new("<[^>]+>").expect("expressão válida");
        assert_eq!(marca.replace_all(&html, ""), escapar(codigo));
    }

    #[test]
    fn toda_linguagem_aceita_em_bloco_com_realce_tem_gramatica() {
        for linguagem in ["rust", "toml", "json", "bash", "html", "css", "js", "proto"] {
            realcar(linguagem, "a\n").expect(linguagem);
        }
    }
}
