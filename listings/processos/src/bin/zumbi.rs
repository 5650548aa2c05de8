//! Um filho que já morreu e que o pai ainda não esperou.

use std::process::{Command, ExitCode};
use std::{env, thread};

use anyhow::Context;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use processos::fim::Fim;
use processos::vida::estado;

/// Cria um filho, deixa-o virar zumbi e o recolhe. Só no Linux.
#[derive(Parser)]
#[command(name = "zumbi")]
struct Argumentos {
    /// Faz o papel do filho: termina na hora, com status 7
    #[arg(long)]
    filho: bool,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    if args.filho {
        return ExitCode::from(7);
    }
    executar(pai)
}

// ANCHOR: pai
fn pai() -> anyhow::Result<()> {
    let este = env::current_exe().context("não sei que programa sou")?;
    let filho = Command::new(este).arg("--filho").spawn();
    let mut filho = filho.context("não consegui criar o filho")?;

    // O filho termina sozinho, quando quiser; ninguém o espera.
    while estado(filho.id()).context("este programa precisa de /proc")? != Some('Z') {
        thread::yield_now();
    }
    escrever_linha("o filho terminou, e continua na tabela: estado Z")?;

    let fim = Fim::from(filho.wait()?);
    escrever_linha(format_args!("esperei por ele: {fim}"))?;
    let restou = estado(filho.id())?.map_or("nada".to_owned(), |letra| letra.to_string());
    escrever_linha(format_args!("o que sobrou dele: {restou}"))?;
    Ok(())
}
// ANCHOR_END: pai
