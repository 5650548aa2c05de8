//! Abre um quadro Ethernet escrito em hexadecimal, camada por camada.

use std::path::PathBuf;
use std::process::ExitCode;

use apoio::programa::{escrever_linhas, executar, ler_argumentos};
use clap::Parser;
use encapsulamento::argumentos::ler_quadro;
use encapsulamento::ethernet::Forma;
use encapsulamento::relato;

/// Abre um quadro Ethernet em hexadecimal, da entrada ou de um arquivo.
#[derive(Parser)]
#[command(name = "desmontar")]
struct Argumentos {
    /// Onde está o quadro; sem isto, lê a entrada padrão
    #[arg(long, value_name = "ARQUIVO")]
    arquivo: Option<PathBuf>,
    /// Como no fio: termina em CRC, que é conferido
    #[arg(long)]
    no_fio: bool,
}

fn main() -> ExitCode {
    let argumentos: Argumentos = ler_argumentos();
    executar(|| {
        let forma = Forma::vista(argumentos.no_fio);
        let quadro = ler_quadro(argumentos.arquivo.as_deref())?;
        escrever_linhas(relato::linhas(&quadro, forma)?)?;
        Ok(())
    })
}
