//! A primeira conversa do curso. Servidor e cliente cabem num programa, cada um na
//! sua thread, para rodar com um comando; os dois estão em `conversa.rs`.

mod conversa;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Err(erro) = conversa::conversar() else {
        return ExitCode::SUCCESS;
    };
    // Quem lia a saída foi embora (`| head -1`): é um pedido para parar.
    if erro.kind() == ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    // O número, porque o texto do sistema viria em inglês.
    let numero = erro.raw_os_error().unwrap_or_default();
    let queixa = format!("erro: a conversa parou no meio (erro {numero} do sistema)\n");
    let _ = io::stderr().write_all(queixa.as_bytes());
    ExitCode::FAILURE
}
