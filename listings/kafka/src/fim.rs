//! O pedido de fim (Ctrl-C ou SIGTERM), que todo programa daqui drena.

use std::io::{self, BufRead};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use apoio::programa::ao_pedir_fim;

/// Verdadeiro depois que alguém pede para o programa terminar.
///
/// # Errors
/// Se já há outro tratador de sinais.
pub fn pedido() -> Result<Arc<AtomicBool>> {
    let fim = Arc::new(AtomicBool::new(false));
    let avisado = Arc::clone(&fim);
    ao_pedir_fim(move || avisado.store(true, Ordering::Relaxed))?;
    Ok(fim)
}

/// As linhas da entrada padrão, até ela acabar ou alguém pedir o fim.
///
/// Ler prende a thread até a próxima linha, e um sinal não a solta: por isso quem
/// lê é outra.
pub fn linhas(fim: &AtomicBool) -> impl Iterator<Item = Result<String>> + '_ {
    let recebidas = ler_entrada();
    std::iter::from_fn(move || {
        while !fim.load(Ordering::Relaxed) {
            match recebidas.recv_timeout(Duration::from_millis(100)) {
                Ok(linha) => return Some(linha),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        None
    })
}

fn ler_entrada() -> Receiver<Result<String>> {
    // O bastante para a leitura não esperar o envio a cada linha.
    let (envio, recebidas) = sync_channel(256);
    thread::spawn(move || {
        for linha in io::stdin().lock().lines() {
            let linha = linha.context("a entrada não é texto UTF-8");
            let acabou = linha.is_err();
            if envio.send(linha).is_err() || acabou {
                break;
            }
        }
    });
    recebidas
}
