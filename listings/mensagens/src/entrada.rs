//! As linhas digitadas, sem prender quem precisa ouvir outras coisas.

use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use apoio::entrada::{ErroDeEntrada, ler_linha};

/// Outra thread espera o teclado, para que esta possa ouvir o Ctrl-C. A fila é
/// de uma linha: quem digita não corre na frente de quem envia. Ela se fecha
/// quando a entrada acaba, ou depois do primeiro erro.
pub fn linhas(limite: usize) -> Receiver<Result<String, ErroDeEntrada>> {
    let (envio, linhas) = sync_channel(1);
    thread::spawn(move || {
        let mut entrada = io::stdin().lock();
        for numero in 1.. {
            let Some(lida) = ler_linha(&mut entrada, numero, limite).transpose() else {
                break;
            };
            let errou = lida.is_err();
            if envio.send(lida).is_err() || errou {
                break;
            }
        }
    });
    linhas
}
