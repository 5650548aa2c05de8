//! Ouve os avisos enquanto estiver aberto.

use std::process::ExitCode;

use amqp::avisos::ouvir;
use amqp::conexao::{conectar, explicar, fechar, no_prazo};
use amqp::onde::{Onde, nome};
use anyhow::Result;
use apoio::fim;
use apoio::programa::{escrever_linha, executar, ler_argumentos, registrar};
use apoio::texto::escapar;
use clap::Parser;
use futures_util::StreamExt;
use lapin::Consumer;

/// Mostra cada aviso. Cada ouvinte recebe todos.
#[derive(Parser)]
#[command(name = "avisos-ouvir")]
struct Argumentos {
    /// A exchange
    #[arg(long, value_name = "NOME", default_value = "avisos", value_parser = nome)]
    exchange: String,
    #[command(flatten)]
    onde: Onde,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let resultado = escutar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn escutar(args: Argumentos) -> Result<()> {
    let fim = fim::pedido("a minha fila some comigo")?;
    while !fim.is_cancelled() {
        let conexao = tokio::select! {
            conexao = conectar(&args.onde.broker, args.onde.prazo) => conexao?,
            () = fim.cancelled() => break,
        };
        let ouvinte = no_prazo(ouvir(&conexao, &args.exchange));
        let Some(consumidor) = fim.run_until_cancelled(ouvinte).await else {
            break;
        };
        let consumidor = consumidor?;
        escrever_linha(format_args!("ouvindo {}", args.exchange))?;
        tokio::select! {
            mostrado = mostrar(consumidor) => mostrado?,
            () = fim.cancelled() => {}
        }
        fechar(&conexao).await;
    }
    Ok(())
}

/// Mostra os avisos até a conexão cair.
async fn mostrar(mut consumidor: Consumer) -> Result<()> {
    while let Some(chegou) = consumidor.next().await {
        match chegou {
            Ok(aviso) => {
                escrever_linha(escapar(&String::from_utf8_lossy(&aviso.data)))?;
            }
            Err(queda) => registrar(format_args!("caiu: {}", explicar(&queda))),
        }
    }
    Ok(())
}
