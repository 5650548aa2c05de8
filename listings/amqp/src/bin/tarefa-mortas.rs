//! Mostra a fila morta, sem tirar nada dela.

use std::process::ExitCode;

use amqp::conexao::{conectar, fechar};
use amqp::mortas::olhar;
use amqp::onde::{Onde, nome};
use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos, quantidade};
use apoio::texto::escapar;
use clap::Parser;

/// O que os trabalhadores recusaram, e por quê.
#[derive(Parser)]
#[command(name = "tarefa-mortas")]
struct Argumentos {
    /// A fila de trabalho, cuja fila morta se olha
    #[arg(long, value_name = "NOME", default_value = "tarefas", value_parser = nome)]
    fila: String,
    /// Quantas mostrar, no máximo
    #[arg(long, value_name = "N", default_value = "100", value_parser = quantidade)]
    quantas: usize,
    #[command(flatten)]
    onde: Onde,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let resultado = mostrar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn mostrar(args: Argumentos) -> Result<()> {
    let conexao = conectar(&args.onde.broker, args.onde.prazo).await?;
    let mortas = olhar(&conexao, &args.fila, args.quantas).await?;
    if mortas.is_empty() {
        escrever_linha("nenhuma tarefa morta")?;
    }
    for m in mortas {
        let [id, texto, motivo, fila] =
            [&m.id, &m.texto, &m.motivo, &m.fila].map(|texto| escapar(texto));
        escrever_linha(format_args!(
            "{id}: \"{texto}\", motivo {motivo} na fila {fila}, vezes: {}",
            m.vezes
        ))?;
    }
    fechar(&conexao).await;
    Ok(())
}
