//! Mostra a fila morta, sem tirar nada dela.

use std::process::ExitCode;

use amqp::conexao::{conectar, no_prazo};
use amqp::mortas::olhar;
use amqp::onde::Onde;
use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;

/// O que os trabalhadores recusaram, e por quê.
#[derive(Parser)]
#[command(name = "tarefa-mortas")]
struct Argumentos {
    /// A fila de trabalho, cuja fila morta se olha
    #[arg(long, value_name = "NOME", default_value = "tarefas")]
    fila: String,
    /// Quantas mostrar, no máximo
    #[arg(long, value_name = "N", default_value = "100")]
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
        // {:?}: o texto veio da rede, e pode trazer caracteres de controle.
        escrever_linha(format_args!(
            "{}: {:?}, motivo {} na fila {}, vezes: {}",
            m.id, m.texto, m.motivo, m.fila, m.vezes
        ))?;
    }
    // Feito está feito: a despedida que falha não muda nada.
    no_prazo(conexao.close(200, "até logo".into())).await.ok();
    Ok(())
}
