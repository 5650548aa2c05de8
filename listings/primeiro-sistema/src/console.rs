//! A conversa com quem digita: uma linha, uma resposta.

use std::io::{self, BufRead, Read};
use std::process::ExitCode;

use apoio::erro::em_portugues;
use apoio::programa::{escrever_linhas, registrar};
use apoio::texto::escapar;

use crate::falha::Falha;

/// O maior pedido, em bytes.
const MAIOR_PEDIDO: usize = 4096;

/// Responde a cada linha da entrada até ela acabar.
///
/// Um pedido que falha não interrompe os seguintes; mas basta um para que o
/// programa termine com status 1, e quem o chamou de um script saiba.
pub fn conversar(responder: impl Fn(&str) -> Result<String, Falha>) -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    let mut entrada = io::stdin().lock();
    loop {
        let pedido = match ler(&mut entrada) {
            Ok(Some(pedido)) => pedido,
            Ok(None) => return status,
            // Insistir repetiria o mesmo erro para sempre.
            Err(erro) => return desistir("ler a entrada", &erro),
        };
        match pedido
            .and_then(|pedido| responder(&pedido))
            .map(|resposta| mostrar(&resposta))
        {
            Ok(Ok(true)) => {}
            // Ninguém mais lê a saída (`programa | head -1`).
            Ok(Ok(false)) => return status,
            Ok(Err(erro)) => return desistir("escrever a resposta", &erro),
            Err(falha) => {
                registrar(format_args!("erro: {}", escapar(&falha.to_string())));
                status = ExitCode::FAILURE;
            }
        }
    }
}

/// Os recados são de outros, e a resposta pode vir de um servidor qualquer: o que
/// nela for ordem ao terminal aparece escrito, e não obedecido.
fn mostrar(resposta: &str) -> io::Result<bool> {
    escrever_linhas(resposta.lines().map(escapar))
}

fn desistir(de: &str, erro: &io::Error) -> ExitCode {
    let motivo = em_portugues(erro.kind());
    registrar(format_args!("erro: não consegui {de}: {motivo}"));
    ExitCode::FAILURE
}

/// A próxima linha, ou `None` no fim da entrada. De uma linha grande demais só
/// se guarda o começo: quem digita não decide quanta memória usamos.
fn ler(entrada: &mut impl BufRead) -> io::Result<Option<Result<String, Falha>>> {
    let mut linha = Vec::new();
    let teto = MAIOR_PEDIDO as u64 + 1; // mais a quebra de linha
    if entrada.take(teto).read_until(b'\n', &mut linha)? == 0 {
        return Ok(None);
    }
    if linha.last() == Some(&b'\n') {
        linha.pop();
    } else if linha.len() > MAIOR_PEDIDO {
        entrada.skip_until(b'\n')?;
        let motivo = format!("o pedido passa de {MAIOR_PEDIDO} bytes");
        return Ok(Some(Err(Falha::Recusa(motivo))));
    }
    let pedido = String::from_utf8(linha);
    Ok(Some(pedido.map_err(|_| {
        Falha::Recusa("o pedido não é texto UTF-8".to_owned())
    })))
}
