//! Um sensor de temperatura de mentira, que publica de verdade.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{ao_pedir_fim, duracao, executar, ler_argumentos, registrar};
use clap::Parser;
use mqtt::endereco::Corretor;
use mqtt::leitura::comodo;
use mqtt::nivel::Nivel;
use mqtt::sensor::{Ajustes, rodar};
use tokio_util::sync::CancellationToken;

/// Publica a temperatura de um cômodo. Ctrl-C se despede; kill -9, não.
#[derive(Parser)]
#[command(name = "sensor")]
struct Argumentos {
    /// O cômodo em que o sensor está
    #[arg(long, value_name = "NOME", default_value = "sala", value_parser = comodo)]
    comodo: String,
    /// Onde está o corretor; também pela variável MQTT_URL
    #[arg(
        long,
        value_name = "URL",
        env = "MQTT_URL",
        hide_env = true,
        default_value = "mqtt://127.0.0.1:1883"
    )]
    corretor: Corretor,
    /// O nível de garantia das leituras
    #[arg(long, value_name = "NÍVEL", default_value = "1")]
    qos: Nivel,
    /// O tempo entre duas leituras
    #[arg(long, value_name = "PRAZO", default_value = "1s", value_parser = duracao)]
    intervalo: Duration,
    /// Para depois de tantas leituras
    #[arg(long, value_name = "N")]
    leituras: Option<u64>,
    /// Quanto insistir, sem corretor, antes de desistir
    #[arg(long, value_name = "PRAZO", default_value = "30s", value_parser = duracao)]
    prazo: Duration,
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
    let fim = CancellationToken::new();
    let aviso = fim.clone();
    ao_pedir_fim(move || {
        registrar("encerrando: espero as últimas confirmações e me despeço");
        aviso.cancel();
    })?;
    let ajustes = Ajustes {
        corretor: args.corretor,
        comodo: args.comodo,
        qos: args.qos.into(),
        intervalo: args.intervalo,
        leituras: args.leituras,
        prazo: args.prazo,
        semente: args.semente,
    };
    rodar(ajustes, fim).await
}
