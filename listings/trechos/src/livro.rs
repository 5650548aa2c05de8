//! Onde estão os textos, e como se chamam os testes dos seus trechos.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// A raiz do repositório.
pub fn raiz() -> PathBuf {
    // Perguntado ao rodar, e não ao compilar: um clone pode mudar de lugar.
    let daqui =
        env::var_os("CARGO_MANIFEST_DIR").expect("o cargo define CARGO_MANIFEST_DIR");
    let daqui = PathBuf::from(daqui);
    let raiz = daqui.ancestors().nth(2);
    raiz.expect("a crate fica em listings/trechos")
        .to_path_buf()
}

/// O README e todos os `.md` do livro, em ordem.
pub fn capitulos(raiz: &Path) -> io::Result<Vec<PathBuf>> {
    let mut achados = vec![raiz.join("README.md")];
    let mut pastas = vec![raiz.join("src")];
    while let Some(pasta) = pastas.pop() {
        for entrada in fs::read_dir(pasta)? {
            let entrada = entrada?;
            if entrada.file_type()?.is_dir() {
                pastas.push(entrada.path());
            } else if entrada.path().extension().is_some_and(|e| e == "md") {
                achados.push(entrada.path());
            }
        }
    }
    achados.sort();
    Ok(achados)
}

/// `src/comunicacao/sockets.md` vira `livro_src_comunicacao_sockets`. O
/// skeptic sozinho usaria só `sockets`: dois capítulos de partes diferentes
/// com o mesmo nome de arquivo se confundiriam, e `404` nem é identificador.
pub fn nome_dos_testes(raiz: &Path, capitulo: &Path) -> String {
    let caminho = capitulo
        .strip_prefix(raiz)
        .unwrap_or(capitulo)
        .with_extension("");
    let partes = caminho
        .iter()
        .map(|parte| parte.to_string_lossy().to_ascii_lowercase());
    let nome = partes.fold(String::from("livro"), |nome, parte| nome + "_" + &parte);
    let palavras = nome.split(|letra: char| !letra.is_ascii_alphanumeric());
    palavras
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}
