//! Decide se um escalonamento é serializável e, com as transações, o executa.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use escalonamentos::entrada::{ler_programas, texto_ou_entrada};
use escalonamentos::equivalencia::{MAIS_TRANSACOES, quantas};
use escalonamentos::{leitor, relato};

/// O grafo de precedência de um escalonamento, como "r1(x) w1(x) r2(x)": o
/// primeiro argumento ou, sem ele, a entrada padrão.
#[derive(Parser)]
#[command(name = "escalonar")]
struct Argumentos {
    /// O escalonamento
    #[arg(value_name = "ESCALONAMENTO")]
    escalonamento: Option<String>,
    /// Arquivo com os valores iniciais e as transações, para executar
    #[arg(long, value_name = "ARQUIVO")]
    transacoes: Option<PathBuf>,
    /// Julga todas as intercalações das transações do arquivo
    #[arg(long)]
    todas: bool,
}

/// Mais linhas do que isto ninguém lê.
const MAIS_INTERCALACOES: u64 = 10_000;

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let programas = args.transacoes.as_deref().map(ler_programas).transpose()?;
        if args.todas {
            let Some(programas) = programas else {
                bail!("--todas precisa de --transacoes ARQUIVO");
            };
            if args.escalonamento.is_some() {
                bail!("--todas julga todos os escalonamentos: não escreva um");
            }
            let tamanhos: Vec<_> = programas.acoes().iter().map(Vec::len).collect();
            let cabem = quantas(&tamanhos).is_some_and(|n| n <= MAIS_INTERCALACOES);
            if !cabem || tamanhos.len() > MAIS_TRANSACOES {
                bail!("são mais de {MAIS_INTERCALACOES} intercalações");
            }
            escrever_linha(relato::todas(&programas)?)?;
            return Ok(());
        }
        let lido = leitor::ler(&texto_ou_entrada(args.escalonamento)?)?;
        if let Some(programas) = programas {
            programas.conferir(&lido)?;
            escrever_linha(relato::execucao(&programas, &lido.acoes)?.trim_end())?;
        }
        escrever_linha(relato::grafo(&lido.acoes))?;
        Ok(())
    })
}
