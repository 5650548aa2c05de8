//! Publica tarefas e espera que o broker confirme cada uma.

use std::process::ExitCode;

use amqp::onde::{Onde, lote, nome};
use amqp::publicador::{Pedido, publicar};
use anyhow::Result;
use apoio::fim;
use apoio::programa::{escrever_linha, executar, ler_argumentos, quantidade, registrar};
use clap::Parser;

/// Põe tarefas na fila; diz quantas o broker confirmou que guardou.
#[derive(Parser)]
#[command(name = "tarefa-publicar")]
struct Argumentos {
    /// A tarefa, como `somar 1 2`; pode repetir-se
    #[arg(long = "tarefa", value_name = "TEXTO", required = true)]
    tarefas: Vec<String>,
    /// Quantas vezes publicar cada uma
    #[arg(long, value_name = "N", default_value = "1", value_parser = quantidade)]
    vezes: usize,
    /// A fila
    #[arg(long, value_name = "NOME", default_value = "tarefas", value_parser = nome)]
    fila: String,
    /// Começo dos identificadores; sem ele, sorteia um
    #[arg(long, value_name = "TEXTO", value_parser = lote)]
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
    let fim = fim::pedido("não publico mais nada")?;
    let lote = args
        .lote
        .unwrap_or_else(|| format!("{:08x}", fastrand::u32(..)));
    let tarefas = args.tarefas;
    let total = tarefas.len().saturating_mul(args.vezes);
    let pedidos = (0..total).map(|n| Pedido {
        id: format!("{lote}-{}", n + 1),
        texto: tarefas[n % tarefas.len()].clone(),
    });
    let (broker, prazo) = (&args.onde.broker, args.onde.prazo);
    let confirmadas = publicar(broker, &args.fila, pedidos, prazo, &fim).await?;
    escrever_linha(format_args!(
        "tarefas confirmadas pelo broker: {confirmadas}"
    ))?;
    if confirmadas < total {
        let resta = total - confirmadas;
        registrar(format_args!("sem confirmação: {resta} de {total}"));
    }
    Ok(())
}
