//! Publica tarefas e espera que o broker confirme cada uma.

use std::process::ExitCode;

use amqp::onde::Onde;
use amqp::publicador::{Pedido, publicar};
use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;

/// Põe tarefas na fila; diz quantas o broker confirmou que guardou.
#[derive(Parser)]
#[command(name = "tarefa-publicar")]
struct Argumentos {
    /// A tarefa, como `somar 1 2`; pode repetir-se
    #[arg(long = "tarefa", value_name = "TEXTO", required = true)]
    tarefas: Vec<String>,
    /// Quantas vezes publicar cada uma
    #[arg(long, value_name = "N", default_value = "1")]
    vezes: usize,
    /// A fila
    #[arg(long, value_name = "NOME", default_value = "tarefas")]
    fila: String,
    /// Começo dos identificadores; sem ele, sorteia um
    #[arg(long, value_name = "TEXTO")]
    lote: Option<String>,
    #[command(flatten)]
    onde: Onde,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let resultado = publicar_todas(ler_argumentos()).await;
    executar(|| resultado)
}

async fn publicar_todas(args: Argumentos) -> Result<()> {
    let lote = args
        .lote
        .unwrap_or_else(|| format!("{:08x}", fastrand::u32(..)));
    let textos = std::iter::repeat_n(&args.tarefas, args.vezes).flatten();
    let pedidos: Vec<_> = textos
        .enumerate()
        .map(|(n, texto)| Pedido {
            id: format!("{lote}-{}", n + 1),
            texto: texto.clone(),
        })
        .collect();
    let quantas = pedidos.len();
    publicar(&args.onde.broker, &args.fila, pedidos, args.onde.prazo).await?;
    escrever_linha(format_args!("tarefas confirmadas pelo broker: {quantas}"))?;
    Ok(())
}
