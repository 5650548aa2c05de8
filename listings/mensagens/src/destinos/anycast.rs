//! Anycast feito pela aplicação: sonda todos, fica com quem responder primeiro.
//!
//! O da Internet (RFC 4786) é feito pelo roteamento: vários servidores anunciam
//! o mesmo endereço, e a rede leva cada pacote ao que lhe parece mais perto.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::canal::udp::{PULSO, receber_de};

/// Por que não se escolheu ninguém.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeEscolha {
    #[error("nenhum dos {candidatos} servidores respondeu em {prazo:?}")]
    NinguemRespondeu { candidatos: usize, prazo: Duration },
    #[error("{}", apoio::erro::em_portugues(.0.kind()))]
    Rede(#[from] io::Error),
}

// ANCHOR: escolher
/// O primeiro candidato a responder. Um morto só custa a sonda que recebe.
///
/// # Errors
/// Veja [`ErroDeEscolha`].
pub fn escolher(
    candidatos: &[SocketAddr],
    prazo: Duration,
) -> Result<SocketAddr, ErroDeEscolha> {
    let socket = UdpSocket::bind("0.0.0.0:0")?;
    // Uma resposta atrasada a outra escolha não pode valer nesta.
    let sonda = fastrand::u64(..).to_be_bytes();
    for candidato in candidatos {
        // Uma recusa agora é o mesmo que um silêncio depois.
        let _ = socket.send_to(&sonda, candidato);
    }
    let vence = Instant::now() + prazo;
    loop {
        let resta = vence.saturating_duration_since(Instant::now());
        if resta.is_zero() {
            return Err(ErroDeEscolha::NinguemRespondeu {
                candidatos: candidatos.len(),
                prazo,
            });
        }
        match receber_de(&socket, resta)? {
            Some((eco, de)) if eco == sonda && candidatos.contains(&de) => return Ok(de),
            _ => {}
        }
    }
}
// ANCHOR_END: escolher

/// Devolve cada sonda depois de `demora`, que faz as vezes da distância.
///
/// # Errors
/// Se o socket deixar de funcionar.
pub fn responder_sondas(
    socket: &UdpSocket,
    demora: Duration,
    fim: &AtomicBool,
) -> io::Result<()> {
    while !fim.load(Ordering::Relaxed) {
        if let Some((sonda, de)) = receber_de(socket, PULSO)? {
            thread::sleep(demora);
            let _ = socket.send_to(&sonda, de);
        }
    }
    Ok(())
}
