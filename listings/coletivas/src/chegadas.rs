//! O que chega ao lançador: os postos, o que dizem e quando somem.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::Sender;
use std::thread;

use apoio::erro::motivo;

use crate::encontro::ouvir;
use crate::recado::{DoPosto, receber};

pub enum Evento {
    Chegou(usize, SocketAddr, TcpStream),
    Disse(usize, DoPosto),
    Sumiu(usize),
    /// O sistema não me dá mais conexões.
    SemPorta(String),
}

/// Recebe cada posto numa thread, que depois segue ouvindo o que ele disser.
pub fn receber_postos(
    ouvinte: &TcpListener,
    chave: u64,
    n: usize,
    envio: &Sender<Evento>,
) {
    for conexao in ouvinte.incoming() {
        let conexao = match conexao {
            Ok(conexao) => conexao,
            Err(erro) => {
                let _ = envio.send(Evento::SemPorta(motivo(&erro)));
                return;
            }
        };
        let envio = envio.clone();
        thread::spawn(move || {
            let Ok((posto, endereco)) = ouvir(&conexao, chave, n) else {
                return;
            };
            let _ = envio.send(match conexao.try_clone() {
                Ok(copia) => Evento::Chegou(posto, endereco, copia),
                Err(erro) => Evento::SemPorta(motivo(&erro)),
            });
            while let Ok(recado) = receber(&conexao, None) {
                let _ = envio.send(Evento::Disse(posto, recado));
            }
            let _ = envio.send(Evento::Sumiu(posto));
        });
    }
}
