//! Os argumentos que todo programa tem: onde está o broker, e quanto insistir.

use std::time::Duration;

use apoio::programa::duracao;
use clap::Args;

use crate::endereco::Broker;

/// Onde está o broker.
#[derive(Args)]
pub struct Onde {
    /// Onde está o broker; também pela variável MQTT_URL
    #[arg(
        long,
        value_name = "URL",
        env = "MQTT_URL",
        hide_env = true,
        default_value = "mqtt://127.0.0.1:1883"
    )]
    pub broker: Broker,
    /// Quanto insistir, sem broker, antes de desistir
    #[arg(long, value_name = "PRAZO", default_value = "30s", value_parser = duracao)]
    pub prazo: Duration,
}
