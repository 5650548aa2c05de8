//! A mesma mensagem em JSON, MessagePack e Protobuf.

use std::io::{Read, stdin};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::{Parser, ValueEnum};
use mensagens::formato::comparacao::comparar;
use mensagens::formato::{Formato, LIMITE};

/// Compara três serializações, ou lê da entrada uma mensagem serializada.
#[derive(Parser)]
#[command(name = "serializacao")]
struct Argumentos {
    /// Lê da entrada uma mensagem neste formato, em vez de comparar
    #[arg(long, value_name = "FORMATO")]
    ler: Option<Escolha>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Escolha {
    Json,
    Messagepack,
    Protobuf,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let texto = match args.ler {
            None => comparar()?,
            Some(Escolha::Json) => ler(Formato::Json)?,
            Some(Escolha::Messagepack) => ler(Formato::MessagePack)?,
            Some(Escolha::Protobuf) => ler(Formato::Protobuf)?,
        };
        escrever_linha(texto.trim_end())?;
        Ok(())
    })
}

fn ler(formato: Formato) -> Result<String> {
    // Um byte além do limite basta para saber que passou dele.
    let (mut bytes, teto) = (Vec::new(), LIMITE as u64 + 1);
    stdin()
        .take(teto)
        .read_to_end(&mut bytes)
        .context("não consegui ler a entrada")?;
    ensure!(
        bytes.len() <= LIMITE,
        "a entrada passa do limite de {LIMITE} bytes"
    );
    Ok(formato.decodificar(&bytes)?.to_string())
}
