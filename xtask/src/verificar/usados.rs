//! O que é “usado por um teste”, para um arquivo de `listings/*/src`.
//!
//! A definição, curta de propósito:
//!
//! 1. começam usados os arquivos compilados de `tests/`, os que têm testes dentro (`#[test]`,
//!    `#[cfg(test)]`), o `build.rs` e os programas que um teste ou um comando do livro chama
//!    pelo nome;
//! 2. um módulo passa a ser usado quando um arquivo usado o **menciona** num caminho
//!    (`quadro::ler`, `use sockets::{quadro, pool}`) e está na mesma crate ou cita a crate dele;
//! 3. repete-se 2 até nada mudar. A raiz `lib.rs` é usada quando alguém cita a crate, e então o
//!    que ela reexporta também é.
//!
//! `mod x;` não é menção: senão tudo o que compila estaria em uso. Um módulo que só tem `impl` não
//! pode ser mencionado, e usa-se com a crate dele. Um nome igual em dois lugares conta para os dois:
//! é o preço de ler texto em vez de compilar, e erra a favor de quem escreve.

use super::listagens::{Arquivo, Listagem};
use super::modulos::{mencionados, nome_do_modulo};
use std::collections::BTreeSet;
use std::path::PathBuf;

struct No<'a> {
    arquivo: &'a Arquivo,
    /// Identificador da crate dele.
    da_crate: String,
    /// O módulo que ele define; `None` para `lib.rs`.
    modulo: Option<String>,
    mencoes: BTreeSet<String>,
    /// Só implementa: não tem nada de público que se possa mencionar.
    so_implementa: bool,
    usado: bool,
}

/// Os arquivos que algum teste usa. `chamados` são os programas que alguém roda.
pub fn usados(listagens: &[Listagem], chamados: &BTreeSet<String>) -> BTreeSet<PathBuf> {
    let nos = listagens.iter().flat_map(|l| nos_de(l, chamados));
    let (mut fila, mut outros): (Vec<_>, Vec<_>) = nos.partition(|n| n.usado);
    let mut usados = BTreeSet::new();
    while let Some(no) = fila.pop() {
        let (mencionados, resto) = outros.into_iter().partition(|n| menciona(&no, n));
        fila.extend::<Vec<_>>(mencionados);
        outros = resto;
        usados.insert(no.arquivo.caminho.clone());
    }
    usados
}

fn nos_de<'a>(listagem: &'a Listagem, chamados: &BTreeSet<String>) -> Vec<No<'a>> {
    let arquivos = listagem.arquivos.iter();
    let compilados = arquivos.filter(|a| listagem.compilados.contains(&a.caminho));
    let no = |arquivo: &'a Arquivo| No {
        arquivo,
        // Como o código Rust escreve o nome da crate.
        da_crate: listagem.nome.replace('-', "_"),
        modulo: nome_do_modulo(&arquivo.caminho),
        mencoes: mencionados(&arquivo.texto),
        so_implementa: so_implementa(&arquivo.texto),
        usado: comeca_usado(listagem, arquivo, chamados),
    };
    compilados.map(no).collect()
}

fn comeca_usado(
    listagem: &Listagem,
    arquivo: &Arquivo,
    chamados: &BTreeSet<String>,
) -> bool {
    if !arquivo.caminho.starts_with(listagem.pasta.join("src")) {
        return true;
    }
    let de_teste = ["#[cfg(test)]", "#[test]", "::test]"];
    let mut programas = listagem.programas.iter();
    de_teste.iter().any(|marca| arquivo.texto.contains(marca))
        || programas.any(|(nome, p)| *p == arquivo.caminho && chamados.contains(nome))
}

fn so_implementa(texto: &str) -> bool {
    let comeca = |inicio: &str| texto.lines().any(|l| l.starts_with(inicio));
    comeca("impl") && !comeca("pub") && !comeca("fn main")
}

fn menciona(quem: &No<'_>, alvo: &No<'_>) -> bool {
    let perto = quem.da_crate == alvo.da_crate;
    let cita = quem.mencoes.contains(&alvo.da_crate);
    match &alvo.modulo {
        Some(_) if alvo.so_implementa && perto => true,
        Some(modulo) => (perto || cita) && quem.mencoes.contains(modulo),
        None => alvo.arquivo.caminho.ends_with("src/lib.rs") && cita,
    }
}
