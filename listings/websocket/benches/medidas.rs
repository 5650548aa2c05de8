//! As medidas do capítulo, todas, num comando só:
//!
//! ```text
//! PYTHON=venv/bin/python cargo bench -p websocket --bench medidas
//! ```
//!
//! O interpretador precisa dos pacotes de `tests/interoperar/requisitos.txt`.
//! Leva uns três minutos; para refazer uma só: `-- vazao`, depois do comando.
//! Grava `{entregas,vazao,ociosos}.csv` sob `target/`, com a máquina e a data; com
//! `ATUALIZAR_MEDIDAS=1`, em `medidas/`, de onde o capítulo os mostra.

#[path = "../tests/comum/calados.rs"]
mod calados;
#[path = "../tests/comum/memoria.rs"]
mod memoria;
#[path = "medidas/ociosos.rs"]
mod ociosos;
#[path = "medidas/vazao.rs"]
mod vazao;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use apoio::medida::{cabecalho, gravar};
use apoio::programa::executar;
use tokio::runtime::{Builder, Runtime};
use websocket::comparar::{comparar, linha};

const COMANDO: &str = "cargo bench -p websocket --bench medidas";

fn main() -> ExitCode {
    // `cargo test --benches` passa por aqui: aí não há o que medir.
    if !env::args().any(|a| a == "--bench") {
        return ExitCode::SUCCESS;
    }
    executar(medir)
}

fn medir() -> Result<()> {
    // Uma thread para a carga: mais, e ela disputaria os núcleos com o servidor.
    let tokio = Builder::new_current_thread().enable_all().build();
    let tokio = tokio.context("o tokio não começa")?;
    let pasta = Path::new(match env::var_os("ATUALIZAR_MEDIDAS") {
        Some(_) => concat!(env!("CARGO_MANIFEST_DIR"), "/medidas"),
        None => env!("CARGO_TARGET_TMPDIR"),
    });
    let pedida = |nome| {
        let mut nomes = env::args()
            .skip(1)
            .filter(|a| !a.starts_with("--"))
            .peekable();
        nomes.peek().is_none() || nomes.any(|n| n == nome)
    };
    let guardar =
        |nome, texto: String| gravar(pasta, nome, &(cabecalho(COMANDO) + &texto));
    // Antes de medir as outras: o que falta não se descobre minutos depois.
    let python = match pedida("vazao") {
        true => Some(vazao::python()?),
        false => None,
    };
    if pedida("entregas") {
        guardar("entregas.csv", entregas(&tokio))?;
    }
    if let Some(python) = python {
        guardar("vazao.csv", vazao::medir(&tokio, &python))?;
    }
    if pedida("ociosos") {
        guardar("ociosos.csv", ociosos::medir())?;
    }
    Ok(())
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
