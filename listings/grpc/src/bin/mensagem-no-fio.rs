//! Mostra, campo a campo, os bytes de um pedido de somar.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use grpc::contrato::PedidoSomar;
use grpc::fio::{Valor, campo, zigue_zague};
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
    let Argumentos {
        chave,
        parcela,
        intencao,
    } = args;
    let bytes = PedidoSomar {
        chave,
        parcela,
        intencao,
    }
    .encode_to_vec();
    let mut resto = &bytes[..];
    while !resto.is_empty() {
        let antes = resto;
        let campo = campo(&mut resto)?;
        let usados = &antes[..antes.len() - resto.len()];
        let valor = match campo.valor {
            Valor::Bytes(b) => format!("{:?}", String::from_utf8_lossy(b)),
            Valor::Varint(n) => format!("{n}, em zigue-zague {}", zigue_zague(n)),
            outro => format!("{outro:?}"),
        };
        let numero = campo.numero;
        escrever_linha(format_args!("{:<30} campo {numero}: {valor}", hex(usados)))?;
    }
    let quadro = u32::try_from(bytes.len())?.to_be_bytes();
    let cabeca = format!("00 {}", hex(&quadro));
    escrever_linha(format_args!("\n{cabeca:<30} o gRPC põe na frente"))?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    let pares: Vec<_> = bytes.iter().map(|b| format!("{b:02x}")).collect();
    pares.join(" ")
}
