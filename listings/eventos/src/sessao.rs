//! Um pedido, ou uma conversa inteira, com o banco de um arquivo.

use std::io::{self, BufRead, Read};
use std::path::Path;
use std::process::ExitCode;

use apoio::erro::motivo;
use apoio::programa::{escrever_linha, registrar};

use crate::banco::{Banco, Erro};
use crate::comando::Comando;
use crate::console::{Pedido, ler, responder};
use crate::evento::Fato;

/// O maior pedido, em bytes.
const MAIOR_PEDIDO: u64 = 4096;

/// Atende um só pedido.
pub fn atender(caminho: &Path, pedido: &Pedido) -> ExitCode {
    // Só quem abre uma conta cria o arquivo: um nome digitado errado num
    // `saldo` não deve deixar um log vazio para trás.
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
    let mut entrada = io::stdin().lock();
    let mut status = ExitCode::SUCCESS;
    loop {
        let linha = match proxima(&mut entrada) {
            Ok(Some(linha)) => linha,
            Ok(None) => return status,
            // O erro se repetiria a cada leitura, para sempre.
            Err(erro) => return desistir("não consegui ler a entrada", &erro),
        };
        let atendido = linha
            .and_then(|l| entender(&l))
            .and_then(|p| responder(&mut banco, &p).map_err(|e| e.to_string()));
        match atendido.map(escrever_linha) {
            Ok(Ok(true)) => {}
            // Ninguém mais lê a saída (`conta | head -1`).
            Ok(Ok(false)) => return status,
            Ok(Err(erro)) => return desistir("atendi, mas não pude responder", &erro),
            Err(motivo) => {
                registrar(format_args!("erro: {motivo}"));
                status = ExitCode::FAILURE;
            }
        }
    }
}

fn desistir(onde: &str, erro: &io::Error) -> ExitCode {
    registrar(format_args!("erro: {onde}: {}", motivo(erro)));
    ExitCode::FAILURE
}

/// A próxima linha; `None` se a entrada acabou. De uma linha grande demais só
/// se guarda o começo: o resto é lido e esquecido, ou encheria a memória.
fn proxima(entrada: &mut impl BufRead) -> io::Result<Option<Result<String, String>>> {
    let mut linha = Vec::new();
    let mut limitada = entrada.by_ref().take(MAIOR_PEDIDO + 1);
    if limitada.read_until(b'\n', &mut linha)? == 0 {
        return Ok(None);
    }
    let inteira = linha.ends_with(b"\n");
    if !inteira && linha.len() as u64 > MAIOR_PEDIDO {
        entrada.skip_until(b'\n')?;
        return Ok(Some(Err(format!("o pedido passa de {MAIOR_PEDIDO} bytes"))));
    }
    let texto = String::from_utf8(linha);
    Ok(Some(
        texto.map_err(|_| "o pedido não é texto UTF-8".to_owned()),
    ))
}

fn entender(linha: &str) -> Result<Pedido, String> {
    let palavras: Vec<_> = linha.split_whitespace().collect();
    ler(&palavras).map_err(|erro| erro.to_string())
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
