//! As medidas do capítulo, todas, num comando só:
//!
//! ```text
//! PYTHON=venv/bin/python cargo bench -p websocket --bench medidas
//! ```
//!
//! O interpretador precisa dos pacotes de `tests/interoperar/requisitos.txt`.
//! Grava `medidas/{entregas,vazao,ociosos}.csv`, com a máquina e a data; leva
//! uns três minutos. Só com `--bench`, que o cargo passa, se grava.

#[path = "medidas/ociosos.rs"]
mod ociosos;
#[path = "medidas/vazao.rs"]
mod vazao;

use std::path::Path;
use std::time::Duration;
use std::{env, fs};

use apoio::medida::cabecalho;
use tokio::runtime::Runtime;
use websocket::comparar::{comparar, linha};

const COMANDO: &str = "cargo bench -p websocket --bench medidas";

fn main() {
    // `cargo test --benches` passa por aqui: aí não há o que medir.
    if !env::args().any(|a| a == "--bench") {
        return;
    }
    let tokio = Runtime::new().expect("o tokio começa");
    gravar("entregas.csv", &entregas(&tokio));
    gravar("vazao.csv", &vazao::medir(&tokio));
    gravar("ociosos.csv", &ociosos::medir());
}

fn entregas(tokio: &Runtime) -> String {
    const EVENTOS: usize = 200;
    const MEDIA: Duration = Duration::from_millis(300);
    let medidas = tokio.block_on(comparar(EVENTOS, MEDIA, 16));
    let mut texto =
        format!("# {EVENTOS} eventos de 64 bytes, um a cada {MEDIA:?} em média\n");
    texto += "maneira;atraso médio (ms);p99 (ms);bytes por evento;pedidos\n";
    for (nome, medida) in medidas.expect("nenhum evento se perde") {
        texto += &(linha(nome, &medida) + "\n");
    }
    texto
}

fn gravar(nome: &str, texto: &str) {
    let arquivo = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("medidas")
        .join(nome);
    fs::write(&arquivo, cabecalho(COMANDO) + texto).expect("a pasta é nossa");
    println!("gravado em {}:\n{texto}", arquivo.display());
}
