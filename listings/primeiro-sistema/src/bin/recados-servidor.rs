//! O segundo processo: entende os pedidos e os aplica ao armazenamento.

use std::process::ExitCode;
use std::time::Duration;

use apoio::programa::{duracao, endereco, executar, ler_argumentos};
use clap::Parser;
use primeiro_sistema::armazem_remoto::ArmazemRemoto;
use primeiro_sistema::destino::Destino;
use primeiro_sistema::{recados, servidor};

/// Atende os clientes e deixa os recados com o armazenamento.
#[derive(Parser)]
#[command(name = "recados-servidor")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25010", value_parser = endereco)]
    endereco: String,
    /// Onde está o armazenamento
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25011", value_parser = endereco)]
    armazenamento: String,
    /// Quanto esperar pelo armazenamento; menos do que o cliente espera por nós
    #[arg(long, value_name = "PRAZO", default_value = "1s", value_parser = duracao)]
    prazo: Duration,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let armazem = ArmazemRemoto(Destino {
        nome: "o armazenamento",
        endereco: args.armazenamento,
        prazo: args.prazo,
    });
    executar(|| {
        servidor::rodar(&args.endereco, |pedido| recados::atender(&armazem, pedido))
    })
}
