//! Entrega ao skeptic os trechos soltos do livro, e só eles.
//!
//! O skeptic tomaria por programa qualquer bloco com a palavra `rust` na
//! abertura, inclusive as listagens (`rust legenda="…"`) e um `text` cuja
//! legenda fale de Rust. Por isso ele recebe cópias filtradas, em `OUT_DIR`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/blocos.rs"]
mod blocos;
#[path = "src/livro.rs"]
mod livro;

fn main() -> io::Result<()> {
    let destino =
        PathBuf::from(env::var("OUT_DIR").expect("o cargo define OUT_DIR")).join("livro");
    if destino.exists() {
        fs::remove_dir_all(&destino)?;
    }
    fs::create_dir_all(&destino)?;

    let raiz = livro::raiz();
    let mut documentos = fixos()?;
    for capitulo in livro::capitulos(&raiz)? {
        documentos.extend(copiar_trechos(&raiz, &capitulo, &destino)?);
    }
    skeptic::generate_doc_tests(&documentos);

    // A pasta inteira: um capítulo novo entra sem que ninguém se lembre dele.
    for vigiado in ["src", "README.md"] {
        println!("cargo:rerun-if-changed={}", raiz.join(vigiado).display());
    }
    println!("cargo:rerun-if-changed=tests/fixos");
    Ok(())
}

/// Os documentos que provam que um trecho ruim é mesmo reprovado.
fn fixos() -> io::Result<Vec<PathBuf>> {
    let mut fixos: Vec<PathBuf> = fs::read_dir("tests/fixos")?
        .map(|entrada| entrada.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    fixos.sort();
    Ok(fixos)
}

fn copiar_trechos(
    raiz: &Path,
    capitulo: &Path,
    destino: &Path,
) -> io::Result<Option<PathBuf>> {
    let texto = fs::read_to_string(capitulo)?;
    let trechos = blocos::so_os_trechos(&texto);
    if trechos.is_empty() {
        return Ok(None);
    }
    let nome = livro::nome_dos_testes(raiz, capitulo);
    let copia = destino.join(nome).with_extension("md");
    fs::write(&copia, trechos)?;
    // Com a data do capítulo, senão o cargo acharia a cópia sempre mais nova
    // que a última construção e rodaria este programa toda vez.
    let data = fs::metadata(capitulo)?.modified()?;
    fs::File::options()
        .write(true)
        .open(&copia)?
        .set_modified(data)?;
    Ok(Some(copia))
}
