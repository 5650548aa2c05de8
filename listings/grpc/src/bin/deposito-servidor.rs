//! O servidor do depósito, ou uma fachada de outro.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{duracao, executar, ler_argumentos, quantidade};
use clap::Parser;
use grpc::servidor::linha::{Pedido, rodar};

/// Guarda chaves e valores, e os serve por gRPC.
#[derive(Parser)]
#[command(name = "deposito-servidor")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25017")]
    endereco: String,
    /// Em vez de guardar, repassa a este outro servidor
    #[arg(long, value_name = "HOST:PORTA")]
    atras: Option<String>,
    /// Finge um depósito lento nas chamadas simples
    #[arg(long, value_name = "PRAZO", value_parser = duracao)]
    demora: Option<Duration>,
    /// Para uma chamada começar a responder
    #[arg(long, value_name = "PRAZO", default_value = "30s", value_parser = duracao)]
    limite: Duration,
    /// Para o que está em curso terminar, depois de Ctrl-C
    #[arg(long, value_name = "PRAZO", default_value = "5s", value_parser = duracao)]
    drenagem: Duration,
    /// Bytes da maior mensagem aceita
    #[arg(long, value_name = "N", default_value = "65536", value_parser = quantidade)]
    maior: usize,
    /// Arquivo com a credencial que os clientes devem ter
    #[arg(long, value_name = "ARQUIVO")]
    credencial: Option<PathBuf>,
    /// Certificado em PEM; liga o TLS
    #[arg(long, value_name = "ARQUIVO", requires = "chave_privada")]
    certificado: Option<PathBuf>,
    /// Chave privada do certificado, em PEM
    #[arg(long, value_name = "ARQUIVO", requires = "certificado")]
    chave_privada: Option<PathBuf>,
}

fn main() -> ExitCode {
    executar(|| servir(ler_argumentos()))
}

fn servir(a: Argumentos) -> Result<()> {
    rodar(Pedido {
        endereco: a.endereco,
        atras: a.atras,
        demora: a.demora.unwrap_or_default(),
        limite: a.limite,
        drenagem: a.drenagem,
        maior_mensagem: a.maior,
        credencial: a.credencial,
        tls: a.certificado.zip(a.chave_privada),
    })
}
