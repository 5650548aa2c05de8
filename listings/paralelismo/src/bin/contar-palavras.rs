//! As palavras mais frequentes de um arquivo.

use std::fs;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;

use anyhow::Context;
use apoio::programa::{escrever_linhas, executar, ler_argumentos, quantidade};
use clap::Parser;
use paralelismo::contagem::contar;
use paralelismo::modo::Modo;

/// Conta as palavras de um arquivo e mostra as mais frequentes.
#[derive(Parser)]
#[command(name = "contar-palavras")]
struct Argumentos {
    /// O arquivo, em UTF-8
    #[arg(long, value_name = "ARQUIVO")]
    arquivo: PathBuf,
    /// Como repartir
    #[arg(long, value_enum, default_value = "rayon")]
    modo: Modo,
    /// Quantas palavras mostrar
    #[arg(long, value_name = "N", default_value = "5", value_parser = quantidade)]
    maiores: usize,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let texto = fs::read_to_string(&args.arquivo)
            .with_context(|| format!("não consegui ler {}", args.arquivo.display()))?;
        let threads = available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let mut palavras: Vec<_> =
            contar(&texto, args.modo, threads).into_iter().collect();
        // Com o mesmo número, em ordem alfabética: a ordem do mapa muda a cada vez.
        palavras.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
        let maiores = palavras.into_iter().take(args.maiores);
        escrever_linhas(maiores.map(|(palavra, vezes)| format!("{vezes:7} {palavra}")))?;
        Ok(())
    })
}
