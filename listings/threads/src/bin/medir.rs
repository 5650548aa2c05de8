//! Mede tarefas e custos nesta máquina e escreve os três arquivos de `medidas/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use apoio::medida::cabecalho;
use apoio::programa::{executar, ler_argumentos, registrar};
use clap::Parser;
use threads::{contencao, custos, tarefas};

const COMANDO: &str = "cargo run --release -p threads --bin medir";

/// Mede calcular e esperar com 1 a 16 threads, o custo de criar e trocar, e o de disputar.
#[derive(Parser)]
#[command(name = "medir")]
struct Argumentos {
    /// A pasta onde gravar os três arquivos
    #[arg(long, value_name = "PASTA", default_value = "listings/threads/medidas")]
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
        // Antes de medir: o erro não espera um minuto para aparecer.
        ensure!(
            args.pasta.is_dir(),
            "não existe a pasta {}",
            args.pasta.display()
        );
        let cabecalho = cabecalho(COMANDO);
        let custos = custos::medir(&cabecalho, "--nada")?;
        gravar(&args.pasta, "custos.csv", &custos)?;
        let tarefas = tarefas::medir(&cabecalho)?;
        gravar(&args.pasta, "tarefas.csv", &tarefas)?;
        let contencao = contencao::medir(&cabecalho)?;
        gravar(&args.pasta, "contencao.csv", &contencao)
    })
}

fn gravar(pasta: &Path, nome: &str, texto: &str) -> anyhow::Result<()> {
    let arquivo = pasta.join(nome);
    fs::write(&arquivo, texto)
        .with_context(|| format!("não consegui gravar {}", arquivo.display()))?;
    registrar(format_args!("gravei {}", arquivo.display()));
    Ok(())
}
