//! Lê os mesmos bytes de todas as maneiras que o tamanho deles permite.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use representacao::decodificar::decodificar;
use representacao::layout::TODOS;
use representacao::ordem::{
    ErroDeBytes, Ordem, de_bytes, de_hexadecimal, em_hexadecimal,
};

/// Mostra o que os mesmos bytes, em hexadecimal (42ED4000), valem em cada layout e ordem.
#[derive(Parser)]
#[command(name = "interpretar")]
struct Argumentos {
    /// Os bytes, em hexadecimal: 42ED4000
    #[arg(value_name = "BYTES")]
    bytes: String,
}

fn main() -> ExitCode {
    let argumentos: Argumentos = ler_argumentos();
    executar(|| mostrar(&de_hexadecimal(&argumentos.bytes)?))
}

fn mostrar(bytes: &[u8]) -> Result<()> {
    let cabe = |layout: &representacao::layout::Layout| {
        layout.largura() as usize == 8 * bytes.len()
    };
    let layouts: Vec<_> = TODOS.into_iter().filter(cabe).collect();
    if layouts.is_empty() {
        return Err(ErroDeBytes::SemLayout(bytes.len()).into());
    }
    escrever_linha(em_hexadecimal(bytes))?;
    for layout in layouts {
        for ordem in [Ordem::BigEndian, Ordem::LittleEndian] {
            let valor = decodificar(de_bytes(bytes, layout, ordem)?, layout);
            escrever_linha(format_args!("  {layout:<13}{ordem:<14}{valor}"))?;
        }
    }
    Ok(())
}
