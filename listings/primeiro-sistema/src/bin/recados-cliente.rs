//! O primeiro processo: o único que o usuário vê.

use std::process::ExitCode;
use std::time::Duration;

use apoio::programa::{duracao, endereco, ler_argumentos};
use clap::Parser;
use primeiro_sistema::console;
use primeiro_sistema::destino::Destino;

/// Leva pedidos ao servidor de recados. Cada linha da entrada é um pedido:
/// “guardar TEXTO” ou “listar”.
#[derive(Parser)]
#[command(name = "recados-cliente")]
struct Argumentos {
    /// Onde está o servidor
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25010", value_parser = endereco)]
    endereco: String,
    /// Quanto cada pedido pode demorar
    #[arg(long, value_name = "PRAZO", default_value = "3s", value_parser = duracao)]
    prazo: Duration,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let servidor = Destino {
        nome: "o servidor",
        endereco: args.endereco,
        prazo: args.prazo,
    };
    console::conversar(|pedido| servidor.perguntar(pedido))
}
