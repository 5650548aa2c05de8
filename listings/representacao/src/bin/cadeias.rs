//! Mostra o mesmo texto como C e como Java o guardam, e um lido como o outro.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use apoio::texto::quantos;
use clap::Parser;
use representacao::cadeias::{de_c, para_c, para_utf16};
use representacao::ordem::{Ordem, em_hexadecimal};

/// Guarda um texto como C (UTF-8 e um zero) e como Java (UTF-16).
#[derive(Parser)]
#[command(name = "cadeias")]
struct Argumentos {
    /// O texto
    #[arg(value_name = "TEXTO")]
    texto: String,
}

fn main() -> ExitCode {
    let argumentos: Argumentos = ler_argumentos();
    executar(|| mostrar(&argumentos.texto))
}

fn bytes(bytes: &[u8]) -> String {
    quantos(bytes.len(), "byte", "bytes")
}

fn mostrar(texto: &str) -> Result<()> {
    let letras = quantos(texto.chars().count(), "letra", "letras");
    escrever_linha(format_args!("{texto:?}: {letras}"))?;
    let c = para_c(texto)?;
    escrever_linha(format_args!("em C, {}", bytes(&c)))?;
    escrever_linha(format_args!("  {}", em_hexadecimal(&c)))?;
    for ordem in [Ordem::BigEndian, Ordem::LittleEndian] {
        let java = para_utf16(texto, ordem);
        escrever_linha(format_args!("em UTF-16 {ordem}, {}", bytes(&java)))?;
        escrever_linha(format_args!("  {}", em_hexadecimal(&java)))?;
        let lido = match de_c(&java) {
            Ok(lido) => format!("{lido:?}"),
            Err(erro) => erro.to_string(),
        };
        escrever_linha(format_args!("  lido por C: {lido}"))?;
    }
    Ok(())
}
