//! As linhas da entrada padrão, para quem não pode parar à espera delas.

use std::io::{self, BufRead};

use anyhow::{Context, Result};
use tokio::sync::mpsc;

/// Uma thread lê o teclado; quem recebe pode, enquanto isso, ouvir a rede.
pub fn linhas() -> mpsc::Receiver<Result<String>> {
    // Um lugar só: uma entrada que corre espera por quem a consome.
    let (envio, recebidas) = mpsc::channel(1);
    std::thread::spawn(move || {
        for linha in io::stdin().lock().lines() {
            let linha = linha.context("a entrada não é texto UTF-8");
            let acabou = linha.is_err();
            if envio.blocking_send(linha).is_err() || acabou {
                break;
            }
        }
    });
    recebidas
}
