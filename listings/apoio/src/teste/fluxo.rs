//! As linhas que um programa escreve, uma a uma e com prazo.

use std::io::{BufRead, BufReader, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Quanto um teste espera antes de concluir que o esperado não virá.
///
/// É folgado de propósito: só se gasta inteiro quando o teste vai falhar, e
/// uma máquina de CI carregada não pode transformar um teste certo em falha.
pub const PRAZO: Duration = Duration::from_secs(20);

/// Uma thread por saída: ler as duas na mesma travaria quando a outra enchesse.
pub fn linhas_de(fluxo: impl Read + Send + 'static) -> Receiver<String> {
    let (envio, linhas) = channel();
    thread::spawn(move || {
        for linha in BufReader::new(fluxo).lines().map_while(Result::ok) {
            if envio.send(linha).is_err() {
                break;
            }
        }
    });
    linhas
}

#[track_caller]
pub fn proxima(linhas: &Receiver<String>) -> Option<String> {
    match linhas.recv_timeout(PRAZO) {
        Ok(linha) => Some(linha),
        Err(RecvTimeoutError::Disconnected) => None,
        Err(RecvTimeoutError::Timeout) => panic!("nenhuma linha nova em {PRAZO:?}"),
    }
}

#[track_caller]
pub fn resto(linhas: &Receiver<String>) -> String {
    std::iter::from_fn(|| proxima(linhas))
        .map(|l| l + "\n")
        .collect()
}
