//! O cliente do depósito: uma chamada por execução.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{duracao, executar, ler_argumentos};
use clap::Parser;
use grpc::cliente::linha::{Alvo, Chamada, Ligacao, fazer, ligar};

/// Faz uma chamada ao depósito e mostra a resposta.
#[derive(Parser)]
#[command(name = "deposito-cliente")]
struct Argumentos {
    /// O que chamar; importar e vigiar leem a entrada padrão
    #[arg(long, value_name = "CHAMADA")]
    chamada: Chamada,
    /// A chave, ou o prefixo de acompanhar
    #[arg(long, value_name = "TEXTO", default_value = "")]
    chave: String,
    /// O valor a gravar, ou a somar
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        allow_hyphen_values = true
    )]
    valor: i64,
    /// A chave de idempotência de somar; sem ela, uma nova
    #[arg(long, value_name = "TEXTO")]
    intencao: Option<String>,
    /// Acompanhar a partir desta revisão
    #[arg(long, value_name = "REVISAO", default_value = "0")]
    desde: u64,
    /// Acompanhar também o que ainda vai acontecer
    #[arg(long)]
    seguir: bool,
    /// Os servidores, separados por vírgula
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25017")]
    endereco: String,
    /// Para tudo, com as repetições dentro
    #[arg(long, value_name = "PRAZO", value_parser = duracao)]
    prazo: Option<Duration>,
    /// Arquivo com a credencial
    #[arg(long, value_name = "ARQUIVO")]
    credencial: Option<PathBuf>,
    /// Certificado, em PEM, de quem assinou o do servidor; liga o TLS
    #[arg(long, value_name = "ARQUIVO")]
    autoridade: Option<PathBuf>,
    /// O nome no certificado, se não é o do endereço
    #[arg(long, value_name = "NOME")]
    nome: Option<String>,
}

fn main() -> ExitCode {
    executar(|| chamar(ler_argumentos()))
}

fn chamar(a: Argumentos) -> Result<()> {
    let Argumentos {
        chamada,
        endereco,
        prazo,
        credencial,
        autoridade,
        nome,
        ..
    } = a;
    let ligacao = Ligacao {
        endereco,
        prazo,
        credencial,
        autoridade,
        nome,
    };
    let (chave, valor, intencao) = (a.chave, a.valor, a.intencao);
    let (desde, seguir) = (a.desde, a.seguir);
    let alvo = Alvo {
        chave,
        valor,
        intencao,
        desde,
        seguir,
    };
    tokio::runtime::Runtime::new()?
        .block_on(async { fazer(&ligar(&ligacao)?, chamada, alvo).await })
}
