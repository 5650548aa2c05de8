//! A mesma escrita, lida de dois jeitos enquanto um pulso cancela leituras.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use assincrono::leitura::{Quadro, com_leitor, com_leitura_ingenua};
use clap::{Parser, ValueEnum};
use tokio::runtime::Builder;

#[derive(Clone, Copy, ValueEnum)]
enum Modo {
    Ingenua,
    Leitor,
}

/// Lê os quadros de quatro bytes de ABCDEFGH, que chegam em dois pedaços.
#[derive(Parser)]
#[command(name = "leitura-cancelada")]
struct Argumentos {
    /// Onde ficam os bytes já lidos: na leitura, ou num leitor que sobrevive
    #[arg(long, value_enum, default_value = "ingenua")]
    modo: Modo,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        // Com o relógio parado, o tempo só anda quando todas as tarefas esperam.
        let tokio = Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()?;
        let quadros = match args.modo {
            Modo::Ingenua => tokio.block_on(com_leitura_ingenua())?,
            Modo::Leitor => tokio.block_on(com_leitor())?,
        };
        let textos: Vec<_> = quadros.iter().map(texto).collect();
        escrever_linha(format_args!("quadros: {}", textos.join(" ")))?;
        Ok(())
    })
}

fn texto(quadro: &Quadro) -> String {
    String::from_utf8_lossy(quadro).into_owned()
}
