//! O rastro de um teste que falhou, onde se possa abrir.

use std::path::{Path, PathBuf};
use std::{fs, io, thread};

use crate::Rastro;

/// Guarda que, se o teste entrar em pânico, grava o rastro em `target/rastros`
/// e diz como abri-lo.
#[must_use = "o guarda precisa viver até o fim do teste: dê-lhe um nome"]
pub struct AoFalhar<'a> {
    nome: &'a str,
    rastro: &'a Rastro,
}

/// Vigia o teste `nome`: `let _vigia = ao_falhar("nome", &rastro);`.
pub fn ao_falhar<'a>(nome: &'a str, rastro: &'a Rastro) -> AoFalhar<'a> {
    AoFalhar { nome, rastro }
}

/// Onde ficam os rastros que se guardam: `target/rastros`, na raiz do repositório.
pub fn pasta_dos_rastros() -> PathBuf {
    // Da pasta desta crate à raiz são dois passos.
    let aqui = Path::new(env!("CARGO_MANIFEST_DIR"));
    let raiz = aqui.ancestors().nth(2).unwrap_or(aqui);
    raiz.join("target").join("rastros")
}

/// Grava o rastro em `pasta`, com o nome dado e a extensão `.jsonl`.
///
/// # Errors
/// O que o sistema disser ao criar a pasta ou escrever.
pub fn guardar(rastro: &Rastro, pasta: &Path, nome: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(pasta)?;
    let palavras = nome.split(|c: char| !c.is_alphanumeric() && c != '_');
    let palavras: Vec<&str> = palavras.filter(|p| !p.is_empty()).collect();
    let nome = palavras.join("-");
    let arquivo = pasta.join(format!("{nome}.jsonl"));
    fs::write(&arquivo, rastro.em_linhas())?;
    Ok(arquivo)
}

/// O comando que abre um rastro guardado.
pub fn como_abrir(arquivo: &Path) -> String {
    let raiz = pasta_dos_rastros();
    let raiz = raiz.ancestors().nth(2).unwrap_or(&raiz);
    let curto = arquivo.strip_prefix(raiz).unwrap_or(arquivo);
    format!("cargo xtask rastro {}", curto.display())
}

impl Drop for AoFalhar<'_> {
    fn drop(&mut self) {
        if !thread::panicking() {
            return;
        }
        match guardar(self.rastro, &pasta_dos_rastros(), self.nome) {
            Ok(arquivo) => {
                eprintln!("o rastro desta falha: {}", como_abrir(&arquivo));
            }
            Err(erro) => eprintln!("não consegui gravar o rastro: {erro}"),
        }
    }
}
