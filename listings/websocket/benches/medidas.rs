//! As medidas do capítulo, todas, num comando só:
//!
//! ```text
//! PYTHON=venv/bin/python cargo bench -p websocket --bench medidas
//! ```
//!
//! O interpretador precisa dos pacotes de `tests/interoperar/requisitos.txt`.
//! Grava `medidas/{entregas,vazao,ociosos}.csv`, com a máquina e a data; leva
//! uns três minutos. Para refazer uma só: `-- vazao`, depois do comando.

#[path = "../tests/comum/calados.rs"]
mod calados;
#[path = "../tests/comum/memoria.rs"]
mod memoria;
#[path = "medidas/ociosos.rs"]
mod ociosos;
#[path = "medidas/vazao.rs"]
mod vazao;

use std::path::Path;
use std::time::Duration;
use std::{env, fs};

use apoio::medida::cabecalho;
use tokio::runtime::{Builder, Runtime};
use websocket::comparar::{comparar, linha};

const COMANDO: &str = "cargo bench -p websocket --bench medidas";

fn main() {
    // `cargo test --benches` passa por aqui: aí não há o que medir.
    if !env::args().any(|a| a == "--bench") {
        return;
    }
    // Uma thread para a carga: mais, e ela disputaria os núcleos com o servidor.
    let tokio = Builder::new_current_thread().enable_all().build();
    let tokio = tokio.expect("o tokio começa");
    let pedida = |nome| {
        let mut nomes = env::args()
            .skip(1)
            .filter(|a| !a.starts_with("--"))
            .peekable();
        nomes.peek().is_none() || nomes.any(|n| n == nome)
    };
    if pedida("entregas") {
        gravar("entregas.csv", &entregas(&tokio));
    }
    if pedida("vazao") {
        gravar("vazao.csv", &vazao::medir(&tokio));
    }
    if pedida("ociosos") {
        gravar("ociosos.csv", &ociosos::medir());
    }
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
