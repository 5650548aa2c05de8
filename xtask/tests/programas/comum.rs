//! Chamar a ferramenta, e livros pequenos para ela construir.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn raiz() -> PathBuf {
    // Perguntado ao rodar, e não ao compilar: um clone pode mudar de lugar.
    let daqui = std::env::var_os("CARGO_MANIFEST_DIR")
        .expect("o cargo define CARGO_MANIFEST_DIR");
    Path::new(&daqui)
        .parent()
        .expect("xtask fica na raiz")
        .to_owned()
}

pub fn xtask<T: AsRef<OsStr>>(argumentos: &[T]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_curso"))
        .args(argumentos)
        .current_dir(raiz())
        .env("CURSO_URL", "https://exemplo.org/curso")
        .env("CURSO_REPOSITORIO", "https://exemplo.org/dono/curso")
        .output()
        .expect("o xtask devia rodar")
}

pub fn erro(saida: &Output) -> String {
    String::from_utf8_lossy(&saida.stderr).into_owned()
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
    std::fs::create_dir_all(pasta.path().join("src")).expect("pasta do texto");
    for (arquivo, conteudo) in [
        (
            "book.toml",
            toml.replace("extra-watch-dirs = [\"listings\"]", ""),
        ),
        (
            "src/SUMMARY.md",
            "# Sumário\n\n[Início](index.md)\n".to_owned(),
        ),
        ("src/index.md", texto.to_owned()),
    ] {
        std::fs::write(pasta.path().join(arquivo), conteudo).expect("o livro se escreve");
    }
    pasta
}

fn sem_lista(toml: &str, chave: &str) -> String {
    let inicio = toml.find(chave).expect("a chave existe em book.toml");
    let fim = inicio + toml[inicio..].find(']').expect("a lista fecha") + 1;
    format!("{}{}", &toml[..inicio], &toml[fim..])
}
