//! Confere que um programa não compila, e com que palavras o compilador o recusa.

use std::path::{Path, PathBuf};
use std::process::{self, Command};
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
    // Do processo: outra crate pode estar a conferir os seus casos ao mesmo tempo.
    let sobra = env::temp_dir().join(format!("recusado-{}.rmeta", process::id()));
    let resposta = Command::new(compilador)
        .args(["--edition", "2024", "--emit", "metadata", "-o"])
        .arg(&sobra)
        .arg(caso)
        .output()
        .expect("o compilador roda");
    // Só existe se o caso compilou.
    let _ = fs::remove_file(sobra);
    let dito = String::from_utf8_lossy(&resposta.stderr);
    assert!(
        !resposta.status.success() && dito.contains(codigo),
        "o compilador devia recusar {} com {codigo}; ele disse:\n{dito}",
        caso.display()
    );
}

#[cfg(test)]
mod testes {
    use super::*;

    /// Confere um caso com outro compilador que não o das palavras gravadas.
    fn confere(nome: &str, programa: &str, gravado: &str) {
        let pasta = env::temp_dir().join(format!("recusa-{}-{nome}", process::id()));
        fs::create_dir_all(&pasta).expect("a pasta temporária existe");
        let caso = pasta.join("caso.rs");
        fs::write(&caso, programa).expect("gravei o caso");
        fs::write(caso.with_extension("stderr"), gravado).expect("gravei o .stderr");
        conferir_codigo(&compilador(), &caso);
        fs::remove_dir_all(pasta).expect("a pasta é nossa");
    }

    const MOVIDO: &str = "fn main() { let a = vec![1]; let b = a; drop((a, b)); }";

    #[test]
    fn o_mesmo_codigo_com_outras_palavras_serve() {
        confere("serve", MOVIDO, "error[E0382]: other words\n");
    }

    #[test]
    #[should_panic(expected = "devia recusar")]
    fn recusado_por_outro_motivo_nao_serve() {
        confere("outro", MOVIDO, "error[E0499]: other words\n");
    }

    #[test]
    #[should_panic(expected = "devia recusar")]
    fn o_que_compila_nao_serve() {
        confere("compila", "fn main() {}", "error[E0382]: other words\n");
    }
}
