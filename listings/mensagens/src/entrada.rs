//! As linhas digitadas, sem prender quem precisa ouvir outras coisas.

use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Outra thread espera o teclado, para que esta possa ouvir o Ctrl-C. A fila é
/// de uma linha: quem digita não corre na frente de quem envia. Ela se fecha
/// quando a entrada acaba.
pub fn linhas() -> Receiver<io::Result<String>> {
    let (envio, linhas) = sync_channel(1);
    thread::spawn(move || io::stdin().lines().try_for_each(|linha| envio.send(linha)));
    linhas
}
