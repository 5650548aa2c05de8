//! Os argumentos que todo programa tem: onde está o broker, e quanto insistir.

use std::time::Duration;

use apoio::programa::duracao;
use clap::Args;

use crate::endereco::Broker;

/// Onde está o broker.
#[derive(Args)]
pub struct Onde {
    /// Onde está o broker; também pela variável AMQP_URL
    #[arg(
        long,
        value_name = "URL",
        env = "AMQP_URL",
        hide_env = true,
        default_value = "amqp://guest:guest@127.0.0.1:5672/%2f"
    )]
    pub broker: Broker,
    /// Quanto insistir, sem broker, antes de desistir
    #[arg(long, value_name = "PRAZO", default_value = "30s", value_parser = duracao)]
    pub prazo: Duration,
}
