//! O cliente de bate-papo: fala o que você digita, mostra o que os outros dizem.

use std::io::{BufReader, stdin};
use std::process::ExitCode;

use apoio::programa::{endereco, escrever_linha, executar, ler_argumentos};
use apoio::texto::escapar;
use clap::Parser;
use sockets::chat::cliente::conversar;
use sockets::conexao::conectar;

/// Entra na sala de bate-papo. Ctrl-D sai.
#[derive(Parser)]
#[command(name = "chat-cliente")]
struct Argumentos {
    /// Como os outros verão você
    #[arg(long, value_name = "NOME")]
    nome: String,
    /// Onde está o servidor
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25000")]
    #[arg(value_parser = endereco)]
    endereco: String,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let fluxo = conectar(&args.endereco)?;
        // stdin().lock() não passa de uma thread a outra; stdin() sim.
        let entrada = BufReader::new(stdin());
        // O que chega é de estranhos: escapado, não mexe no terminal.
        Ok(conversar(fluxo, &args.nome, entrada, |linha| {
            escrever_linha(escapar(linha))
        })?)
    })
}
