//! Chamar a ferramenta, e livros pequenos para ela construir.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn raiz() -> PathBuf {
    // Perguntado ao rodar, e não ao compilar: um clone pode mudar de lugar.
    let daqui = std::env::var_os("CARGO_MANIFEST_DIR");
    let daqui = PathBuf::from(daqui.expect("o cargo define CARGO_MANIFEST_DIR"));
    daqui.parent().expect("xtask fica na raiz").to_owned()
}

pub fn xtask<T: AsRef<OsStr>>(argumentos: &[T]) -> Output {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_curso"));
    xtask.args(argumentos).current_dir(raiz());
    xtask.env("CURSO_URL", "https://exemplo.org/curso");
    xtask.env("CURSO_REPOSITORIO", "https://exemplo.org/dono/curso");
    xtask.output().expect("o xtask devia rodar")
}

pub fn erro(saida: &Output) -> String {
    String::from_utf8_lossy(&saida.stderr).into_owned()
}

/// O texto tem todos os trechos.
#[track_caller]
pub fn contem(texto: &str, trechos: &[&str]) {
    for trecho in trechos {
        assert!(texto.contains(trecho), "faltou {trecho:?} em: {texto}");
    }
}

/// Saiu com este status; devolve o que disse na saída de erro.
#[track_caller]
pub fn saiu_com(status: i32, saida: &Output) -> String {
    let erro = erro(saida);
    assert_eq!(saida.status.code(), Some(status), "{erro}");
    erro
}

/// `build --livro`, num livro de teste.
pub fn construir(livro: &Path) -> Output {
    xtask(&["build".as_ref(), "--livro".as_ref(), livro.as_os_str()])
}

/// A página inicial de um livro de teste, construído sem erro.
#[track_caller]
pub fn pagina_construida(livro: &Path) -> String {
    saiu_com(0, &construir(livro));
    ler(&livro.join("book/html"), "index.html")
}

pub fn ler(pasta: &Path, arquivo: &str) -> String {
    std::fs::read_to_string(pasta.join(arquivo))
        .unwrap_or_else(|e| panic!("o site devia ter {arquivo}: {e}"))
}

/// Um livro de uma página, com `texto` nela.
pub fn livro_de_uma_pagina(texto: &str) -> tempfile::TempDir {
    let pasta = tempfile::tempdir().expect("pasta temporária");
    let toml = ler(&raiz(), "book.toml").replace("theme = \"theme\"\n", "");
    let toml = sem_lista(&sem_lista(&toml, "additional-css"), "additional-js");
    let toml = toml.replace("extra-watch-dirs = [\"listings\"]", "");
    let sumario = "# Sumário\n\n[Início](index.md)\n";
    std::fs::create_dir_all(pasta.path().join("src")).expect("pasta do texto");
    gravar(pasta.path(), "book.toml", &toml);
    gravar(pasta.path(), "src/SUMMARY.md", sumario);
    gravar(pasta.path(), "src/index.md", texto);
    pasta
}

pub fn gravar(livro: &Path, arquivo: &str, texto: &str) {
    std::fs::write(livro.join(arquivo), texto).expect("o arquivo se grava");
}

fn sem_lista(toml: &str, chave: &str) -> String {
    let inicio = toml.find(chave).expect("a chave existe em book.toml");
    let fim = inicio + toml[inicio..].find(']').expect("a lista fecha") + 1;
    format!("{}{}", &toml[..inicio], &toml[fim..])
}
