//! Mostra, campo a campo, os bytes de um pedido de somar.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use grpc::contrato::PedidoSomar;
use grpc::fio::tela::desmontar;
use prost::Message;

/// Codifica um pedido de somar e o desmonta à mão.
#[derive(Parser)]
#[command(name = "mensagem-no-fio")]
struct Argumentos {
    /// A chave em que somar
    #[arg(long, value_name = "TEXTO", default_value = "visitas")]
    chave: String,
    /// Quanto somar
    #[arg(
        long,
        value_name = "N",
        default_value = "-3",
        allow_hyphen_values = true
    )]
    parcela: i64,
    /// A chave de idempotência
    #[arg(long, value_name = "TEXTO", default_value = "a1")]
    intencao: String,
}

fn main() -> ExitCode {
    executar(|| mostrar(ler_argumentos()))
}

fn mostrar(args: Argumentos) -> Result<()> {
    let bytes = PedidoSomar {
        chave: args.chave,
        parcela: args.parcela,
        intencao: args.intencao,
    }
    .encode_to_vec();
    for linha in desmontar(&bytes)? {
        escrever_linha(linha)?;
    }
    Ok(())
}
