//! O servidor do depósito, ou uma fachada de outro.

use std::process::ExitCode;

use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use grpc::servidor::linha::{Pedido, rodar};

/// Guarda chaves e valores, e os serve por gRPC.
#[derive(Parser)]
#[command(name = "deposito-servidor")]
struct Argumentos {
    #[command(flatten)]
    pedido: Pedido,
}

fn main() -> ExitCode {
    executar(|| {
        let Argumentos { pedido } = ler_argumentos();
        rodar(pedido)
    })
}
