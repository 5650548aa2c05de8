//! As medidas do capítulo, todas, num comando só:
//!
//! ```text
//! cargo xtask servicos kafka -- cargo bench -p kafka --bench medidas
//! ```
//!
//! O nosso produtor, o medidor do próprio Kafka (`kafka-producer-perf-test`, dos jars
//! que o `servicos` traz) e a biblioteca kafka-python escrevem no mesmo broker
//! registros de 100 bytes. Grava `medidas/{vazao,latencia}.csv`, com a máquina e a
//! data; leva uns cinco minutos. Para refazer uma só: `-- vazao`, depois do comando.

#[path = "medidas/alheios.rs"]
mod alheios;
#[path = "medidas/envios.rs"]
mod envios;
#[path = "medidas/latencia.rs"]
mod latencia;
#[path = "medidas/python.rs"]
mod python;
#[path = "medidas/vazao.rs"]
mod vazao;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use apoio::medida::{cabecalho, exigir_pasta, gravar};
use apoio::programa::executar;
use envios::Mesa;

const COMANDO: &str =
    "cargo xtask servicos kafka -- cargo bench -p kafka --bench medidas";

fn main() -> ExitCode {
    // `cargo test --benches` passa por aqui: aí não há o que medir.
    match env::args().any(|a| a == "--bench") {
        true => executar(medir),
        false => ExitCode::SUCCESS,
    }
}

fn medir() -> anyhow::Result<()> {
    let pasta = Path::new(env!("CARGO_MANIFEST_DIR")).join("medidas");
    exigir_pasta(&pasta)?;
    let mesa = Mesa::posta(COMANDO)?;
    let pedida = |nome| {
        let mut nomes = env::args()
            .skip(1)
            .filter(|a| !a.starts_with("--"))
            .peekable();
        nomes.peek().is_none() || nomes.any(|n| n == nome)
    };
    for (nome, medir) in [
        ("vazao", vazao::medir as fn(&Mesa) -> String),
        ("latencia", latencia::medir),
    ] {
        if pedida(nome) {
            let texto = cabecalho(COMANDO) + &mesa.versoes() + &medir(&mesa);
            println!("{texto}");
            gravar(&pasta, &format!("{nome}.csv"), &texto)?;
        }
    }
    Ok(())
}
