//! Mede a memória de muitas esperas e o custo de passar a vez; grava, por costume, em
//! `target/`.

use std::path::PathBuf;
use std::process::ExitCode;

use apoio::medida::{cabecalho, exigir_pasta, gravar};
use apoio::programa::{escrever_linha, executar, ler_argumentos, quantidade};
use assincrono::esperas::Modo;
use assincrono::medidas::{ESPERAS, Medida, escrever};
use assincrono::{filhos, trocas};
use clap::Parser;

const COMANDO: &str = "cargo run --release -p assincrono --bin medir-esperas";

/// Mede tarefas e threads que esperam, de 1.000 a 10.000, e as trocas.
#[derive(Parser)]
#[command(name = "medir-esperas")]
struct Argumentos {
    /// A pasta onde gravar os dois arquivos
    #[arg(long, value_name = "PASTA", default_value = "target")]
    pasta: PathBuf,
    /// Só mede a memória disto, neste processo (é o que os filhos fazem)
    #[arg(long, value_enum)]
    so: Option<Modo>,
    /// Quantas esperas, com --so
    #[arg(long, value_name = "N", default_value = "1000", value_parser = quantidade)]
    quantas: usize,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        if let Some(modo) = args.so {
            escrever_linha(filhos::so(modo, args.quantas)?)?;
            return Ok(());
        }
        let pasta = &args.pasta;
        exigir_pasta(pasta)?;
        let cabecalho = cabecalho(COMANDO);
        gravar(pasta, "trocas.csv", &trocas::medir(&cabecalho)?)?;
        let medidas: Vec<Medida> = ESPERAS
            .into_iter()
            .map(filhos::medir)
            .collect::<Result<_, _>>()?;
        gravar(pasta, "memoria.csv", &escrever(&cabecalho, &medidas))
    })
}
