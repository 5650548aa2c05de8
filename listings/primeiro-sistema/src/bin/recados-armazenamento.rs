//! O terceiro processo: guarda os recados no disco.

use std::path::PathBuf;
use std::process::{self, ExitCode};
use std::sync::Mutex;

use anyhow::Result;
use apoio::programa::{endereco, executar, ler_argumentos, registrar};
use apoio::texto::quantos;
use clap::Parser;
use primeiro_sistema::diario::arquivo::abrir;
use primeiro_sistema::{armazem_remoto, servidor};

/// Guarda em disco os recados que o servidor manda.
#[derive(Parser)]
#[command(name = "recados-armazenamento")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25011", value_parser = endereco)]
    endereco: String,
    /// Onde os recados ficam
    #[arg(long, value_name = "NOME", default_value = "recados.txt")]
    arquivo: PathBuf,
}

fn main() -> ExitCode {
    let args = ler_argumentos();
    executar(|| rodar(&args))
}

fn rodar(args: &Argumentos) -> Result<()> {
    let aberto = abrir(&args.arquivo)?;
    let recados = quantos(aberto.diario.recados().len(), "recado", "recados");
    registrar(format!(
        "processo {}, {recados} em {}",
        process::id(),
        args.arquivo.display()
    ));
    if let Some(aviso) = aberto.aviso() {
        registrar(aviso);
    }
    let diario = Mutex::new(aberto.diario);
    servidor::rodar(&args.endereco, |m| armazem_remoto::atender(&diario, m))
}
