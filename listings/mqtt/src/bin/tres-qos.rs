//! A mesma mensagem nos três níveis, com a conexão inteira e cortada.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use apoio::texto::quantos;
use clap::Parser;
use mqtt::broker::iniciar;
use mqtt::endereco::Broker;
use mqtt::tres_qos::{experimentar, pior_corte};
use rumqttc::QoS;

/// Mostra os pacotes de cada nível de garantia, e quantas vezes a mensagem chega.
#[derive(Parser)]
#[command(name = "tres-qos")]
struct Argumentos {
    /// Derruba a conexão no lugar do pacote que mais faz falta
    #[arg(long)]
    cortar: bool,
    /// Onde está o broker, também por MQTT_URL; sem ele, usa um embutido
    #[arg(long, value_name = "URL", env = "MQTT_URL", hide_env = true)]
    broker: Option<Broker>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let resultado = mostrar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn mostrar(args: Argumentos) -> Result<()> {
    let broker = match args.broker {
        Some(broker) => broker,
        None => iniciar("127.0.0.1:0".parse()?)?.into(),
    };
    for (numero, qos) in [QoS::AtMostOnce, QoS::AtLeastOnce, QoS::ExactlyOnce]
        .iter()
        .enumerate()
    {
        let corte = args.cortar.then(|| pior_corte(*qos));
        let visto = experimentar(&broker, *qos, corte).await?;
        let vezes = quantos(visto.recebidas, "vez", "vezes");
        escrever_linha(format_args!("QoS {numero}: entregue {vezes}"))?;
        for passo in visto.passos {
            escrever_linha(format_args!("  {passo}"))?;
        }
    }
    Ok(())
}
