//! Faz as tarefas da fila, e confirma cada uma depois de feita.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use amqp::livro::Livro;
use amqp::onde::{Onde, nome};
use amqp::trabalhador::{Ajustes, trabalhar};
use anyhow::Result;
use apoio::fim;
use apoio::programa::{duracao, executar, ler_argumentos};
use clap::Parser;

/// Trabalha até Ctrl-C. O que não entende vai para a fila morta.
#[derive(Parser)]
#[command(name = "tarefa-trabalhar")]
struct Argumentos {
    /// A fila
    #[arg(long, value_name = "NOME", default_value = "tarefas", value_parser = nome)]
    fila: String,
    /// Onde anotar o que foi feito
    #[arg(long, value_name = "ARQUIVO", default_value = "tarefas.livro")]
    livro: PathBuf,
    /// Mensagens adiantadas, sem confirmação (prefetch)
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..))]
    adiantadas: u16,
    /// O tempo que cada tarefa finge levar
    #[arg(long, value_name = "PRAZO", default_value = "100ms", value_parser = duracao)]
    demora: Duration,
    /// Para depois de tantas tarefas; com 0, só declara as filas
    #[arg(long, value_name = "N")]
    tarefas: Option<u64>,
    #[command(flatten)]
    onde: Onde,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let resultado = atender(ler_argumentos()).await;
    executar(|| resultado)
}

async fn atender(args: Argumentos) -> Result<()> {
    let livro = Livro::abrir(&args.livro)?;
    let fim = fim::pedido("termino a tarefa em curso e devolvo as outras")?;
    let ajustes = Ajustes {
        broker: args.onde.broker,
        fila: args.fila,
        adiantadas: args.adiantadas,
        demora: args.demora,
        tarefas: args.tarefas,
        prazo: args.onde.prazo,
    };
    trabalhar(ajustes, livro, fim).await
}
