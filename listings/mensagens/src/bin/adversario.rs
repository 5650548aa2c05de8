//! O adversário: um canal que perde, repete e embaralha, entre dois programas.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use apoio::programa::{
    anunciar, ao_pedir_fim, duracao, endereco, executar, ler_argumentos, registrar,
};
use clap::Parser;
use mensagens::adversario::{Adversario, Maldade, rele::repassar};
use mensagens::canal::udp::{escutar, resolver};
use mensagens::opcoes::chance;

/// Repassa datagramas ao receptor e de volta, e maltrata os dois sentidos.
#[derive(Parser)]
#[command(name = "adversario")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25015")]
    #[arg(value_parser = endereco)]
    endereco: String,
    /// A quem repassar
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25014")]
    #[arg(value_parser = endereco)]
    destino: String,
    /// A chance de um datagrama sumir
    #[arg(long, value_name = "P", default_value = "0,2", value_parser = chance)]
    perda: f64,
    /// A chance de um datagrama virar dois
    #[arg(long, value_name = "P", default_value = "0,2", value_parser = chance)]
    duplicacao: f64,
    /// Cada cópia espera um tempo sorteado até este
    #[arg(long, value_name = "PRAZO", default_value = "50ms", value_parser = duracao)]
    atraso: Duration,
    /// Escolhe os sorteios
    #[arg(long, value_name = "N", default_value = "14")]
    semente: u64,
}

fn main() -> ExitCode {
    executar(|| atrapalhar(&ler_argumentos()))
}

fn atrapalhar(args: &Argumentos) -> Result<()> {
    let (socket, destino) = (escutar(&args.endereco)?, resolver(&args.destino)?);
    let fim = Arc::new(AtomicBool::new(false));
    let aviso = Arc::clone(&fim);
    ao_pedir_fim(move || aviso.store(true, Ordering::Relaxed))?;
    anunciar(socket.local_addr()?);
    let maldade = Maldade {
        perda: args.perda,
        duplicacao: args.duplicacao,
        atraso: args.atraso,
    };
    let adversario = Adversario::novo(maldade, args.semente);
    registrar(repassar(&socket, destino, adversario, &fim).context("não repasso")?);
    Ok(())
}
