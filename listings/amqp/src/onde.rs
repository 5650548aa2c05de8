//! Os argumentos que todo programa tem: onde está o corretor, e quanto insistir.

use std::time::Duration;

use apoio::programa::duracao;
use clap::Args;

use crate::endereco::Corretor;

/// Onde está o corretor.
#[derive(Args)]
pub struct Onde {
    /// Onde está o corretor; também pela variável AMQP_URL
    #[arg(
        long,
        value_name = "URL",
        env = "AMQP_URL",
        hide_env = true,
        default_value = "amqp://guest:guest@127.0.0.1:5672/%2f"
    )]
    pub corretor: Corretor,
    /// Quanto insistir, sem corretor, antes de desistir
    #[arg(long, value_name = "PRAZO", default_value = "30s", value_parser = duracao)]
    pub prazo: Duration,
}
