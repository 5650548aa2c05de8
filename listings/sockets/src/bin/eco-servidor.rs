//! O servidor de eco, em cinco modos.

use std::process::ExitCode;

use anyhow::{Context, Result};
use apoio::programa::{
    anunciar, ao_pedir_fim, conexoes, endereco, executar, ler_argumentos,
};
use clap::{Parser, ValueEnum};
use sockets::encerramento::Encerramento;
use sockets::{conexao, eco_assincrono, iterativo, pool, por_thread, udp};

/// Devolve a cada cliente o que ele enviou.
#[derive(Parser)]
#[command(name = "eco-servidor")]
struct Argumentos {
    /// Como atender
    #[arg(long, value_name = "MODO", default_value = "threads")]
    modo: Modo,
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25001")]
    #[arg(value_parser = endereco)]
    endereco: String,
    /// Clientes ao mesmo tempo, nos modos pool e assincrono
    #[arg(long, value_name = "N", default_value = "64", value_parser = conexoes)]
    limite: usize,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Modo {
    Iterativo,
    Threads,
    Pool,
    Assincrono,
    Udp,
}

fn main() -> ExitCode {
    executar(|| servir(&ler_argumentos()))
}

fn servir(args: &Argumentos) -> Result<()> {
    let fim = Encerramento::novo();
    let aviso = fim.clone();
    ao_pedir_fim(move || aviso.pedir())?;
    if args.modo == Modo::Udp {
        let socket = udp::escutar(&args.endereco)?;
        anunciar(socket.local_addr()?);
        return udp::servir(&socket, &fim).context("o socket parou");
    }
    let ouvinte = conexao::escutar(&args.endereco)?;
    let endereco = ouvinte.local_addr()?;
    if args.modo == Modo::Pool {
        // Só se anuncia com as threads criadas: antes, ninguém atenderia.
        let pronto = || anunciar(endereco);
        return Ok(pool::servir(
            &ouvinte,
            &iterativo::eco,
            args.limite,
            &fim,
            pronto,
        )?);
    }
    anunciar(endereco);
    match args.modo {
        Modo::Iterativo => iterativo::servir(&ouvinte, &iterativo::eco, &fim)?,
        Modo::Assincrono => {
            eco_assincrono::servir_eco(ouvinte, args.limite, fim.token())?
        }
        Modo::Threads | Modo::Pool | Modo::Udp => {
            por_thread::servir(&ouvinte, &iterativo::eco, &fim)?
        }
    }
    Ok(())
}
