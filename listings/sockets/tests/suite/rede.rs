//! Uma rede ruim, para os testes do UDP.

use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use sockets::udp::{MAIOR_DATAGRAMA, escutar};

/// Um relé que perde, repete e atrasa datagramas, nos dois sentidos. A mesma
/// semente dá a mesma sequência de decisões.
pub fn rede_ruim(servidor: SocketAddr, semente: u64) -> SocketAddr {
    let (frente, fundos) = (
        escutar("127.0.0.1:0").unwrap(),
        escutar("127.0.0.1:0").unwrap(),
    );
    let endereco = frente.local_addr().unwrap();
    frente
        .set_read_timeout(Some(Duration::from_millis(1)))
        .unwrap();
    fundos
        .set_read_timeout(Some(Duration::from_millis(1)))
        .unwrap();
    let mut sorte = fastrand::Rng::with_seed(semente);
    let mut cliente = None;
    let mut atrasado: Option<Vec<u8>> = None;
    thread::spawn(move || {
        let mut datagrama = [0; MAIOR_DATAGRAMA];
        loop {
            if let Ok((tamanho, origem)) = frente.recv_from(&mut datagrama) {
                cliente = Some(origem);
                for _ in 0..copias(&mut sorte) {
                    let _ = fundos.send_to(&datagrama[..tamanho], servidor);
                }
            }
            if let (Ok(tamanho), Some(cliente)) = (fundos.recv(&mut datagrama), cliente) {
                for _ in 0..copias(&mut sorte) {
                    let _ = frente.send_to(&datagrama[..tamanho], cliente);
                }
                // Uma resposta antiga reaparece depois da nova: desordem.
                if let Some(velha) = atrasado.replace(datagrama[..tamanho].to_vec()) {
                    let _ = frente.send_to(&velha, cliente);
                }
            }
        }
    });
    endereco
}

/// Três em dez se perdem, dois em dez chegam em dobro.
fn copias(sorte: &mut fastrand::Rng) -> usize {
    match sorte.u8(..10) {
        0..3 => 0,
        3..5 => 2,
        _ => 1,
    }
}
