//! Mede tarefas e custos nesta máquina e grava três arquivos, por costume em `target/`.

use std::path::PathBuf;
use std::process::ExitCode;

use apoio::medida::{cabecalho, exigir_pasta, gravar};
use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use threads::{contencao, custos, tarefas};

const COMANDO: &str = "cargo run --release -p threads --bin medir";

/// Mede calcular e esperar com 1 a 16 threads, o custo de criar e trocar, e o de disputar.
#[derive(Parser)]
#[command(name = "medir")]
struct Argumentos {
    /// A pasta onde gravar os três arquivos
    #[arg(long, value_name = "PASTA", default_value = "target")]
    pasta: PathBuf,
    /// Não mede: termina logo (é o processo cujo custo se mede)
    #[arg(long)]
    nada: bool,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    if args.nada {
        return ExitCode::SUCCESS;
    }
    executar(|| {
        exigir_pasta(&args.pasta)?;
        let cabecalho = cabecalho(COMANDO);
        let custos = custos::medir(&cabecalho, "--nada")?;
        gravar(&args.pasta, "custos.csv", &custos)?;
        let tarefas = tarefas::medir(&cabecalho)?;
        gravar(&args.pasta, "tarefas.csv", &tarefas)?;
        let contencao = contencao::medir(&cabecalho)?;
        gravar(&args.pasta, "contencao.csv", &contencao)
    })
}
