//! O cliente das salas: fala o que você digita, mostra o que os outros dizem.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{duracao, endereco, executar, ler_argumentos};
use clap::Parser;
use websocket::cliente::Opcoes;
use websocket::terminal::conversar;
use websocket::tls;

/// Entra numa sala de conversa. Ctrl-D sai.
#[derive(Parser)]
#[command(name = "salas-cliente")]
struct Argumentos {
    /// Como os outros verão você
    #[arg(long, value_name = "NOME")]
    nome: String,
    /// Em que sala
    #[arg(long, value_name = "SALA", default_value = "geral")]
    sala: String,
    /// Onde está o servidor
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8766", value_parser = endereco)]
    endereco: String,
    /// A primeira espera para reconectar; dobra a cada falha
    #[arg(long, value_name = "PRAZO", default_value = "200ms", value_parser = duracao)]
    recuo: Duration,
    /// Em quem confiar, em PEM: liga o TLS
    #[arg(long, value_name = "ARQUIVO")]
    ca: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let resultado = rodar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn rodar(args: Argumentos) -> Result<()> {
    let tls = args.ca.as_deref().map(tls::do_cliente).transpose()?;
    conversar(Opcoes {
        endereco: args.endereco,
        sala: args.sala,
        nome: args.nome,
        tls,
        recuo: args.recuo,
        // Com a espera dobrando até 30 s, uns dois minutos de insistência.
        tentativas: 12,
    })
    .await
}
