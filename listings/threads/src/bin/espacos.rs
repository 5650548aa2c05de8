//! Uma thread e um processo filho escrevem no placar: qual escrita se vê aqui?

use std::process::{Command, ExitCode};
use std::{env, thread};

use anyhow::{Context, ensure};
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use threads::placar;

/// Mostra que threads dividem a memória e processos não.
#[derive(Parser)]
#[command(name = "espacos")]
struct Argumentos {
    /// Faz o papel do processo filho: lê o placar, escreve 3 e sai
    #[arg(long)]
    filho: bool,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| if args.filho { filho() } else { pai() })
}

// ANCHOR: pai
fn pai() -> anyhow::Result<()> {
    escrever_linha(format_args!("pai: o placar começa em {}", placar::ler()))?;

    let outra = thread::Builder::new().spawn(|| placar::escrever(2))?;
    outra.join().expect("escrever não entra em pânico");
    escrever_linha(format_args!(
        "pai: a thread escreveu 2, e leio {}",
        placar::ler()
    ))?;

    let este = env::current_exe().context("não sei que programa sou")?;
    let fim = Command::new(este).arg("--filho").status();
    let fim = fim.context("não consegui criar o processo filho")?;
    ensure!(fim.success(), "o processo filho falhou: {fim}");
    escrever_linha(format_args!(
        "pai: o filho escreveu 3, e leio {}",
        placar::ler()
    ))?;
    Ok(())
}
// ANCHOR_END: pai

fn filho() -> anyhow::Result<()> {
    let antes = placar::ler();
    placar::escrever(3);
    let depois = placar::ler();
    escrever_linha(format_args!("filho: li {antes}, escrevi 3 e leio {depois}"))?;
    Ok(())
}
