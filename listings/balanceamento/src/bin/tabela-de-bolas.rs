//! A carga do servidor mais azarado, com uma, duas e três escolhas.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos, quantidade};
use balanceamento::bolas::{media_do_maximo, ordem_com, ordem_com_uma};
use clap::Parser;

/// Lança bolas em caixas e mostra a carga da mais cheia.
#[derive(Parser)]
#[command(name = "tabela-de-bolas")]
struct Argumentos {
    /// Números de caixas (e de bolas), separados por vírgula
    #[arg(long, value_name = "LISTA", value_delimiter = ',', value_parser = caixas,
          default_value = "100,1000,10000,100000")]
    n: Vec<usize>,
    /// Quantas vezes lançar cada linha
    #[arg(long, value_name = "N", default_value = "20", value_parser = quantidade)]
    vezes: usize,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        escrever_linha("  caixas   uma  ordem   duas  ordem   três  ordem")?;
        for n in args.n {
            let mut linha = format!("{n:>8}");
            for d in 1..=3 {
                let medido = media_do_maximo(n, d, args.vezes as u64);
                let ordem = match d {
                    1 => ordem_com_uma(n),
                    d => ordem_com(d, n),
                };
                linha += &format!(" {medido:>5.1} {ordem:>6.1}");
            }
            escrever_linha(linha.replace('.', ","))?;
        }
        Ok(())
    })
}

/// De 3 para cima, para que ln ln n seja positivo; o teto é o da paciência.
fn caixas(texto: &str) -> Result<usize, String> {
    match texto.trim().parse() {
        Ok(n) if (3..=10_000_000).contains(&n) => Ok(n),
        _ => Err("escreva um número inteiro de 3 a 10000000".to_owned()),
    }
}
