//! O resumo das medidas de vazão: mediana, extremos e comparação.

use std::path::PathBuf;
use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use balanceamento::argumentos::ler_medidas;
use balanceamento::medidas::{ALVOS, CARGAS, mediana};
use clap::Parser;

/// Resume as medidas que `cargo bench -p balanceamento` gravou.
#[derive(Parser)]
#[command(name = "tabela-de-vazao")]
struct Argumentos {
    /// Arquivo de medidas; sem ele, o do livro
    #[arg(long, value_name = "ARQUIVO")]
    medidas: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let medidas = ler_medidas(args.medidas.as_deref())?;
        for carga in CARGAS {
            escrever_linha(format_args!(
                "{carga:<12} mediana  mínimo  máximo  do direto  do HAProxy"
            ))?;
            for alvo in ALVOS {
                let valores = medidas.serie(carga, alvo)?;
                let menor = valores.iter().copied().fold(f64::INFINITY, f64::min);
                let maior = valores.iter().copied().fold(0.0, f64::max);
                let linha = format!(
                    "{alvo:<12} {:>7.1} {menor:>7.1} {maior:>7.1} {:>9.0}% {:>10.0}%",
                    mediana(valores),
                    100.0 * medidas.razao(carga, alvo, "direto")?,
                    100.0 * medidas.razao(carga, alvo, "haproxy")?,
                );
                escrever_linha(linha.replace('.', ","))?;
            }
        }
        Ok(())
    })
}
