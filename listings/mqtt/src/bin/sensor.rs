//! Um sensor de temperatura de mentira, que publica de verdade.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::fim;
use apoio::programa::{duracao, executar, ler_argumentos};
use clap::Parser;
use mqtt::ajustes::Ajustes;
use mqtt::leitura::comodo;
use mqtt::nivel::Nivel;
use mqtt::onde::Onde;
use mqtt::sensor::rodar;

/// Publica a temperatura de um cômodo. Ctrl-C se despede; kill -9, não.
#[derive(Parser)]
#[command(name = "sensor")]
struct Argumentos {
    /// O cômodo em que o sensor está
    #[arg(long, value_name = "NOME", default_value = "sala", value_parser = comodo)]
    comodo: String,
    #[command(flatten)]
    onde: Onde,
    /// O nível de garantia das leituras
    #[arg(long, value_name = "NÍVEL", default_value = "1")]
    qos: Nivel,
    /// O tempo entre duas leituras
    #[arg(long, value_name = "PRAZO", default_value = "1s", value_parser = duracao)]
    intervalo: Duration,
    /// Para depois de tantas leituras
    #[arg(long, value_name = "N")]
    leituras: Option<u64>,
    /// Sorteia sempre as mesmas temperaturas
    #[arg(long, value_name = "N", default_value = "18")]
    semente: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let resultado = medir(ler_argumentos()).await;
    executar(|| resultado)
}

async fn medir(args: Argumentos) -> Result<()> {
    let fim = fim::pedido("espero as últimas confirmações e me despeço")?;
    let ajustes = Ajustes {
        broker: args.onde.broker,
        comodo: args.comodo,
        qos: args.qos.into(),
        intervalo: args.intervalo,
        leituras: args.leituras,
        prazo: args.onde.prazo,
        semente: args.semente,
    };
    rodar(ajustes, fim).await
}
