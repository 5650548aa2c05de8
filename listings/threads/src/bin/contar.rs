//! Duas ou mais threads somam no mesmo contador: quantas somas ficam?

use std::io;
use std::process::ExitCode;

use anyhow::{anyhow, ensure};
use apoio::programa::{escrever_linha, executar, ler_argumentos, quantidade};
use apoio::texto::quantos;
use clap::{Parser, ValueEnum};
use threads::contador::{Atomico, Ingenuo, Trancado, em_threads};

#[derive(Clone, Copy, ValueEnum)]
enum Modo {
    Ingenuo,
    Atomico,
    Trancado,
}

/// Soma um, muitas vezes, em várias threads, e mostra o total.
#[derive(Parser)]
#[command(name = "contar")]
struct Argumentos {
    /// Que contador
    #[arg(long, value_enum, default_value = "ingenuo")]
    modo: Modo,
    /// Quantas threads
    #[arg(long, value_name = "N", default_value = "2", value_parser = quantidade)]
    threads: usize,
    /// Quantas somas cada uma faz
    #[arg(long, value_name = "N", default_value = "1000000", value_parser = quantidade)]
    vezes: usize,
}

fn main() -> ExitCode {
    let Argumentos {
        modo,
        threads,
        vezes,
    } = ler_argumentos();
    executar(|| {
        let somas = threads.saturating_mul(vezes);
        ensure!(
            u32::try_from(somas).is_ok(),
            "são mais somas do que o contador conta"
        );
        let total = contar(modo, threads, vezes)
            .map_err(|_| anyhow!("o sistema não criou {threads} threads: peça menos"))?;
        let somas = quantos(somas, "soma", "somas");
        escrever_linha(format_args!("{somas}, total {total}"))?;
        Ok(())
    })
}

fn contar(modo: Modo, threads: usize, vezes: usize) -> io::Result<u32> {
    match modo {
        Modo::Ingenuo => {
            let contador = Ingenuo::default();
            em_threads(threads, vezes, || contador.somar_um())?;
            Ok(contador.total())
        }
        Modo::Atomico => {
            let contador = Atomico::default();
            em_threads(threads, vezes, || contador.somar_um())?;
            Ok(contador.total())
        }
        Modo::Trancado => {
            let contador = Trancado::default();
            em_threads(threads, vezes, || contador.somar_um())?;
            Ok(contador.total())
        }
    }
}
