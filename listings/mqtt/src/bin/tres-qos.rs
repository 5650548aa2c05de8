//! A mesma mensagem nos três níveis, com a ligação inteira e cortada.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use mqtt::corretor::iniciar;
use mqtt::endereco::Corretor;
use mqtt::tres_qos::{experimentar, pior_corte};
use rumqttc::QoS;

/// Mostra os pacotes de cada nível de garantia, e quantas vezes a mensagem chega.
#[derive(Parser)]
#[command(name = "tres-qos")]
struct Argumentos {
    /// Derruba a ligação no lugar do pacote que mais faz falta
    #[arg(long)]
    cortar: bool,
    /// Onde está o corretor, também por MQTT_URL; sem ele, usa um embutido
    #[arg(long, value_name = "URL", env = "MQTT_URL", hide_env = true)]
    corretor: Option<Corretor>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let resultado = mostrar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn mostrar(args: Argumentos) -> Result<()> {
    let corretor = match args.corretor {
        Some(corretor) => corretor,
        None => iniciar("127.0.0.1:0".parse()?)?.into(),
    };
    for (numero, qos) in [QoS::AtMostOnce, QoS::AtLeastOnce, QoS::ExactlyOnce]
        .iter()
        .enumerate()
    {
        let corte = args.cortar.then(|| pior_corte(*qos));
        let visto = experimentar(&corretor, *qos, corte).await?;
        let recebidas = visto.recebidas;
        let vezes = if recebidas == 1 { "vez" } else { "vezes" };
        escrever_linha(format_args!("QoS {numero}: entregue {recebidas} {vezes}"))?;
        for passo in visto.passos {
            escrever_linha(format_args!("  {passo}"))?;
        }
    }
    Ok(())
}
