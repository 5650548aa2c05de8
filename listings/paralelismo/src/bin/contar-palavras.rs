//! As palavras mais frequentes de um arquivo.

use std::fs::File;
use std::io::Read;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::available_parallelism;

use anyhow::{Context, ensure};
use apoio::programa::{escrever_linhas, executar, ler_argumentos, quantidade};
use apoio::texto::escapar;
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

/// O texto fica inteiro na memória: o que passa disto, como um dispositivo sem fim,
/// é recusado antes que ela acabe.
const MAIOR: u64 = 256 << 20;

fn ler(arquivo: &Path) -> anyhow::Result<String> {
    let mut texto = String::new();
    let fonte = File::open(arquivo)?;
    fonte.take(MAIOR + 1).read_to_string(&mut texto)?;
    ensure!(texto.len() as u64 <= MAIOR, "passa de 256 MiB");
    Ok(texto)
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let texto = ler(&args.arquivo)
            .with_context(|| format!("não consegui ler {}", args.arquivo.display()))?;
        let threads = available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let mut palavras: Vec<_> =
            contar(&texto, args.modo, threads).into_iter().collect();
        // Com o mesmo número, em ordem alfabética: a ordem do mapa muda a cada vez.
        palavras.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
        let maiores = palavras.into_iter().take(args.maiores);
        escrever_linhas(maiores.map(|(palavra, vezes)| {
            // O arquivo pode não ser nosso: uma ordem ao terminal aparece escapada.
            format!("{vezes:7} {}", escapar(palavra))
        }))?;
        Ok(())
    })
}
