//! O adversário entre dois sockets: quem fala com ele pensa falar com o destino.
//!
//! Atende um remetente por vez, o último que apareceu: para o curso basta, e
//! um socket só torna a listagem curta.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::Adversario;
use super::transito::{Estrago, Sentido, Transito};
use crate::canal::udp::{PULSO, receber_de};

/// Repassa datagramas entre quem chegar a `socket` e `destino`, até o fim ser
/// pedido; devolve o que fez com eles.
///
/// # Errors
/// Se o destino não é alcançável deste socket, ou se ele deixar de funcionar.
pub fn repassar(
    socket: &UdpSocket,
    destino: SocketAddr,
    adversario: Adversario,
    fim: &AtomicBool,
) -> io::Result<Estrago> {
    if socket.local_addr()?.is_ipv4() != destino.is_ipv4() {
        let frase = "o endereço e o destino têm de ser os dois IPv4, ou os dois IPv6";
        return Err(io::Error::new(ErrorKind::InvalidInput, frase));
    }
    let inicio = Instant::now();
    let mut transito = Transito::novo(adversario);
    let mut remetente = None;
    while !fim.load(Ordering::Relaxed) {
        let agora = inicio.elapsed();
        let espera = transito
            .proxima()
            .map_or(PULSO, |chega| chega.saturating_sub(agora).min(PULSO));
        if let Some((bytes, origem)) = receber_de(socket, espera)? {
            let sentido = if origem == destino {
                Sentido::Volta
            } else {
                remetente = Some(origem);
                Sentido::Ida
            };
            transito.aceitar(sentido, &bytes, inicio.elapsed());
        }
        while let Some((sentido, bytes)) = transito.retirar(inicio.elapsed()) {
            let para = match sentido {
                Sentido::Ida => Some(destino),
                Sentido::Volta => remetente,
            };
            if let Some(para) = para {
                // Um envio recusado é só mais uma perda.
                let _ = socket.send_to(&bytes, para);
            }
        }
    }
    Ok(transito.estrago())
}
