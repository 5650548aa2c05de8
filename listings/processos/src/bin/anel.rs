//! Passa itens de um processo a outro por um anel em memória compartilhada.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos, quantidade, registrar};
use apoio::texto::quantos;
use clap::Parser;
use processos::passeio::{self, Visto};

/// Passa itens de um processo a outro por memória compartilhada.
#[derive(Parser)]
#[command(name = "anel")]
struct Argumentos {
    /// Quantos itens passar
    #[arg(long, default_value = "1000", value_parser = quantidade)]
    itens: usize,
    /// Quantos lugares tem o anel, no máximo 65536
    #[arg(long, default_value = "8", value_parser = lugares)]
    lugares: usize,
    /// Mata o primeiro produtor antes da escrita desse número (oito por item)
    #[arg(long, value_parser = quantidade)]
    morre: Option<usize>,
    /// Mostra o número do processo de cada produtor
    #[arg(long)]
    diario: bool,
    /// Faz o papel do produtor: a memória vem pela saída padrão
    #[arg(long)]
    produtor: bool,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| passar(&args))
}

fn passar(args: &Argumentos) -> anyhow::Result<()> {
    let (itens, morre) = (args.itens as u64, args.morre.map(|passo| passo as u64));
    if args.produtor {
        return Ok(passeio::produzir(itens, morre)?);
    }
    let Visto { itens, mortes } = passeio::consumir(itens, args.lugares, morre, |pid| {
        if args.diario {
            registrar(format_args!("produtor: processo {pid}"));
        }
    })?;
    for (fim, inteiros) in mortes {
        registrar(format_args!(
            "produtor: {fim}; deixou {}",
            quantos(inteiros, "item inteiro", "itens inteiros")
        ));
    }
    let itens = quantos(itens, "item", "itens");
    escrever_linha(format_args!("{itens}, em ordem, nenhum pela metade"))?;
    Ok(())
}

fn lugares(texto: &str) -> Result<usize, String> {
    match quantidade(texto) {
        Ok(n) if n <= 65536 => Ok(n),
        _ => Err("escreva um número inteiro de 1 a 65536".to_owned()),
    }
}
