//! A conversa com quem digita: uma linha, uma resposta.

use std::io::{self, BufRead, ErrorKind};
use std::process::ExitCode;

use apoio::programa::{escrever_linha, registrar};

use crate::falha::Falha;

/// O maior pedido, em bytes.
const MAIOR_PEDIDO: usize = 4096;

/// Responde a cada linha da entrada até ela acabar.
///
/// Um pedido que falha não interrompe os seguintes; mas basta um para que o
/// programa termine com status 1, e quem o chamou de um script saiba.
pub fn conversar(responder: impl Fn(&str) -> Result<String, Falha>) -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    for linha in io::stdin().lock().lines() {
        let resposta = ler(linha).and_then(|pedido| responder(&pedido));
        match resposta.map(escrever_linha) {
            Ok(Ok(true)) => {}
            // Ninguém mais lê a saída (`programa | head -1`).
            Ok(Ok(false) | Err(_)) => break,
            Err(falha) => {
                registrar(format_args!("erro: {falha}"));
                status = ExitCode::FAILURE;
            }
        }
    }
    status
}

fn ler(linha: io::Result<String>) -> Result<String, Falha> {
    match linha {
        Ok(linha) if linha.len() <= MAIOR_PEDIDO => Ok(linha),
        Ok(_) => Err(Falha::Recusa(format!(
            "o pedido passa de {MAIOR_PEDIDO} bytes"
        ))),
        Err(erro) if erro.kind() == ErrorKind::InvalidData => {
            Err(Falha::Recusa("o pedido não é texto UTF-8".to_owned()))
        }
        Err(_) => Err(Falha::Recusa("não consegui ler a entrada".to_owned())),
    }
}
