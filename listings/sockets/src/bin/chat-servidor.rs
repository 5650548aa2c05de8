//! O servidor de bate-papo, com threads ou com tokio.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{
    anunciar, ao_pedir_fim, conexoes, duracao, endereco, executar, ler_argumentos,
    registrar,
};
use clap::{Parser, ValueEnum};
use sockets::chat::{self, Limites};
use sockets::{chat_assincrono, conexao::escutar, encerramento::Encerramento};

/// Uma sala de bate-papo: cada linha de um cliente chega a todos.
#[derive(Parser)]
#[command(name = "chat-servidor")]
struct Argumentos {
    /// Onde escutar; 0.0.0.0 aceita outras máquinas, a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25000")]
    #[arg(value_parser = endereco)]
    endereco: String,
    /// Como atender
    #[arg(long, value_name = "MODO", default_value = "threads")]
    modo: Modo,
    /// Clientes ao mesmo tempo
    #[arg(long, value_name = "N", default_value = "1024", value_parser = conexoes)]
    limite: usize,
    /// Para um quadro chegar inteiro, ou para ser lido
    #[arg(long, value_name = "PRAZO", default_value = "5s", value_parser = duracao)]
    prazo: Duration,
}

#[derive(Clone, Copy, ValueEnum)]
enum Modo {
    Threads,
    Assincrono,
}

fn main() -> ExitCode {
    executar(|| servir(&ler_argumentos()))
}

fn servir(args: &Argumentos) -> Result<()> {
    let fim = Encerramento::novo();
    let aviso = fim.clone();
    ao_pedir_fim(move || {
        registrar("encerrando: entrego o que já aceitei");
        aviso.pedir();
    })?;
    let limites = Limites::novos(args.limite, args.prazo);
    let ouvinte = escutar(&args.endereco)?;
    anunciar(ouvinte.local_addr()?);
    match args.modo {
        Modo::Threads => chat::servidor::servir(&ouvinte, limites, &fim)?,
        Modo::Assincrono => {
            chat_assincrono::servidor::rodar(ouvinte, limites, fim.token())?
        }
    }
    Ok(())
}
