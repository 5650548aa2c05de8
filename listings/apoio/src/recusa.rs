//! Confere que um programa não compila, e com que palavras o compilador o recusa.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// O compilador cujas palavras estão nos `.stderr` de `tests/ui`.
const GRAVADO_COM: &str = "rustc 1.95.0 ";

/// Compila cada `tests/ui/*.rs` da crate que chama e confere a recusa com o
/// `.stderr` ao lado.
///
/// As palavras mudam de uma versão do compilador para outra, e o curso roda em
/// qualquer uma a partir da 1.95: nas outras, confere que o programa continua
/// recusado, e pelo mesmo código de erro.
///
/// # Panics
/// Se um caso compilar, for recusado por outro motivo ou não tiver `.stderr`, e
/// se não houver caso algum. Para regravar: `TRYBUILD=overwrite`.
pub fn conferir() {
    let compilador = compilador();
    let versao = Command::new(&compilador).arg("--version").output();
    let versao = versao
        .expect("o cargo que roda o teste tem um rustc")
        .stdout;
    if versao.starts_with(GRAVADO_COM.as_bytes()) {
        trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
        return;
    }
    let casos = casos();
    assert!(!casos.is_empty(), "não há caso algum em tests/ui");
    for caso in casos {
        conferir_codigo(&compilador, &caso);
    }
}

fn compilador() -> PathBuf {
    env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from)
}

fn casos() -> Vec<PathBuf> {
    let pasta = fs::read_dir("tests/ui").expect("a crate tem a pasta tests/ui");
    pasta
        .map(|entrada| entrada.expect("a pasta se lê").path())
        .filter(|arquivo| arquivo.extension().is_some_and(|e| e == "rs"))
        .collect()
}

fn conferir_codigo(compilador: &Path, caso: &Path) {
    let gravado = fs::read_to_string(caso.with_extension("stderr"))
        .unwrap_or_else(|e| panic!("{} não tem .stderr: {e}", caso.display()));
    let codigo = gravado.split([' ', ':']).next().unwrap_or_default();
    assert!(
        codigo.starts_with("error["),
        "o .stderr de {} devia começar pelo código do erro",
        caso.display()
    );
    let resposta = Command::new(compilador)
        .args(["--edition", "2024", "--emit", "metadata", "-o"])
        .arg(env::temp_dir().join("recusado.rmeta"))
        .arg(caso)
        .output()
        .expect("o compilador roda");
    let dito = String::from_utf8_lossy(&resposta.stderr);
    assert!(
        !resposta.status.success() && dito.contains(codigo),
        "o compilador devia recusar {} com {codigo}; ele disse:\n{dito}",
        caso.display()
    );
}
