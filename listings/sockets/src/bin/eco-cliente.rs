//! O cliente de eco: envia cada linha da entrada e mostra a resposta.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};
use apoio::programa::{duracao, endereco, executar, ler_argumentos, responder_linhas};
use apoio::texto::escapar;
use clap::Parser;
use sockets::conexao::{conectar, resolver};
use sockets::encerramento::Encerramento;
use sockets::iterativo::PRAZO_DE_QUADRO;
use sockets::quadro::LIMITE;
use sockets::quadro::bloqueante::{Leitor, escrever};
use sockets::udp::{MAIOR_TEXTO, cliente::Cliente};

/// Envia cada linha da entrada a um servidor de eco e mostra a resposta.
#[derive(Parser)]
#[command(name = "eco-cliente")]
struct Argumentos {
    /// Onde está o servidor
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25001")]
    #[arg(value_parser = endereco)]
    endereco: String,
    /// Usa UDP em vez de TCP
    #[arg(long)]
    udp: bool,
    /// Espera da primeira tentativa, com UDP; dobra a cada uma das 5
    #[arg(long, value_name = "PRAZO", default_value = "200ms", value_parser = duracao)]
    prazo: Duration,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        if args.udp {
            por_udp(&args)
        } else {
            por_tcp(&args.endereco)
        }
    })
}

fn por_tcp(endereco: &str) -> Result<()> {
    let (fluxo, fim) = (conectar(endereco)?, Encerramento::novo());
    let mut leitor = Leitor::novo(&fluxo, PRAZO_DE_QUADRO, &fim);
    responder_linhas(LIMITE, |linha| {
        escrever(&fluxo, linha, PRAZO_DE_QUADRO)?;
        match leitor.ler()? {
            // O servidor pode não ser o nosso: escapado, não mexe no terminal.
            Some(resposta) => Ok(escapar(&resposta).into_owned()),
            None => bail!("o servidor fechou a conexão sem responder"),
        }
    })
}

fn por_udp(args: &Argumentos) -> Result<()> {
    let mut cliente = Cliente::novo(resolver(&args.endereco)?[0], 5, args.prazo)?;
    responder_linhas(MAIOR_TEXTO, |linha| {
        Ok(escapar(&cliente.pedir(linha)?).into_owned())
    })
}
