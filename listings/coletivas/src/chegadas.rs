//! O que chega ao lançador: os ranks, o que dizem e quando somem.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Sender, sync_channel};
use std::thread;

use apoio::erro::motivo;

use crate::encontro::ouvir;
use crate::recado::{DoRank, receber};

pub enum Evento {
    Chegou(usize, SocketAddr, TcpStream),
    Disse(usize, DoRank),
    Sumiu(usize),
    /// O sistema não me dá mais conexões.
    SemPorta(String),
}

/// Quantos podem estar se apresentando; os outros esperam na fila do sistema. Um rank
/// fala na hora, e um estranho ocupa um destes lugares até vencer o prazo, em vez de
/// uma thread a mais.
const NA_PORTA: usize = 32;

/// Recebe cada rank numa thread, que depois segue ouvindo o que ele disser.
pub fn receber_ranks(
    ouvinte: &TcpListener,
    chave: u64,
    n: usize,
    envio: &Sender<Evento>,
) {
    let (devolver, fichas) = sync_channel(NA_PORTA);
    for _ in 0..NA_PORTA {
        let _ = devolver.send(());
    }
    for conexao in ouvinte.incoming() {
        let conexao = match conexao {
            Ok(conexao) => conexao,
            Err(erro) => {
                let _ = envio.send(Evento::SemPorta(motivo(&erro)));
                return;
            }
        };
        let _ = fichas.recv(); // quem devolve vive enquanto esta função vive
        let (envio, devolver) = (envio.clone(), devolver.clone());
        thread::spawn(move || {
            let apresentado = ouvir(&conexao, chave, n);
            let _ = devolver.send(());
            let Ok((rank, endereco)) = apresentado else {
                return;
            };
            let _ = envio.send(match conexao.try_clone() {
                Ok(copia) => Evento::Chegou(rank, endereco, copia),
                Err(erro) => Evento::SemPorta(motivo(&erro)),
            });
            while let Ok(recado) = receber(&conexao, None) {
                let _ = envio.send(Evento::Disse(rank, recado));
            }
            let _ = envio.send(Evento::Sumiu(rank));
        });
    }
}
