//! Um pedido, ou uma conversa inteira, com o banco de um arquivo.

use std::io::{self, BufRead, ErrorKind};
use std::path::Path;
use std::process::ExitCode;

use apoio::programa::{escrever_linha, registrar};

use crate::banco::{Banco, Erro};
use crate::comando::Comando;
use crate::console::{Pedido, ler, responder};
use crate::evento::Fato;

/// O maior pedido, em bytes.
const MAIOR_PEDIDO: usize = 4096;

/// Atende um só pedido.
pub fn atender(caminho: &Path, pedido: &Pedido) -> ExitCode {
    // Só quem abre uma conta cria o arquivo: um nome digitado errado num
    // `saldo` não deve deixar um registro vazio para trás.
    let quer_criar = |c: &Comando| matches!(c.quer, Fato::Aberta { .. });
    let criar = matches!(pedido, Pedido::Fazer(comando) if quer_criar(comando));
    terminar(abrir(caminho, criar).and_then(|mut banco| responder(&mut banco, pedido)))
}

/// Atende um pedido por linha até a entrada acabar.
///
/// Um pedido que falha não interrompe os seguintes; mas basta um para que o
/// programa termine com status 1, e quem o chamou de um script saiba.
pub fn conversar(caminho: &Path) -> ExitCode {
    let mut banco = match abrir(caminho, true) {
        Ok(banco) => banco,
        Err(erro) => return terminar(Err(erro)),
    };
    let mut status = ExitCode::SUCCESS;
    for linha in io::stdin().lock().lines() {
        match entender(linha)
            .and_then(|p| responder(&mut banco, &p).map_err(|e| e.to_string()))
        {
            Ok(resposta) => match escrever_linha(resposta) {
                Ok(true) => {}
                // Ninguém mais lê a saída (`conta | head -1`).
                Ok(false) | Err(_) => break,
            },
            Err(motivo) => {
                registrar(format_args!("erro: {motivo}"));
                status = ExitCode::FAILURE;
            }
        }
    }
    status
}

fn entender(linha: io::Result<String>) -> Result<Pedido, String> {
    match linha {
        Ok(linha) if linha.len() > MAIOR_PEDIDO => {
            Err(format!("o pedido passa de {MAIOR_PEDIDO} bytes"))
        }
        Ok(linha) => {
            let palavras: Vec<_> = linha.split_whitespace().collect();
            ler(&palavras).map_err(|erro| erro.to_string())
        }
        Err(erro) if erro.kind() == ErrorKind::InvalidData => {
            Err("o pedido não é texto UTF-8".to_owned())
        }
        Err(_) => Err("não consegui ler a entrada".to_owned()),
    }
}

fn abrir(caminho: &Path, criar: bool) -> Result<Banco, Erro> {
    let banco = Banco::abrir(caminho, criar)?;
    for aviso in banco.avisos() {
        registrar(format_args!("aviso: {aviso}"));
    }
    Ok(banco)
}

fn terminar(resultado: Result<String, Erro>) -> ExitCode {
    apoio::programa::executar(|| Ok(escrever_linha(resultado?).map(drop)?))
}
