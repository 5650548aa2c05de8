//! O serviço de recados inteiro num processo.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

use apoio::programa::{executar, ler_argumentos, registrar};
use clap::Parser;
use primeiro_sistema::diario::arquivo::abrir;
use primeiro_sistema::{console, recados};

/// Guarda e lista recados, num processo só. Cada linha da entrada é um pedido:
/// “guardar TEXTO” ou “listar”.
#[derive(Parser)]
#[command(name = "recados-um-processo")]
struct Argumentos {
    /// Onde os recados ficam
    #[arg(long, value_name = "NOME", default_value = "recados.txt")]
    arquivo: PathBuf,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let aberto = match abrir(&args.arquivo) {
        Ok(aberto) => aberto,
        Err(erro) => return executar(|| Err(erro.into())),
    };
    if let Some(aviso) = aberto.aviso() {
        registrar(aviso);
    }
    let diario = Mutex::new(aberto.diario);
    console::conversar(|pedido| recados::atender(&diario, pedido))
}
