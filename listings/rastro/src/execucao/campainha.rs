//! Acordar quem espera por mensagens, para que saiba que acabou.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Campainha {
    fim: AtomicBool,
    soquete: UdpSocket,
    endereco: SocketAddr,
}

impl Campainha {
    /// A campainha de quem espera neste soquete.
    ///
    /// # Errors
    /// Se o sistema não duplica o soquete.
    pub fn de(soquete: &UdpSocket) -> io::Result<Self> {
        Ok(Self {
            fim: AtomicBool::new(false),
            endereco: soquete.local_addr()?,
            soquete: soquete.try_clone()?,
        })
    }

    /// Pede o fim. Um datagrama vazio a si mesmo interrompe a espera.
    pub fn tocar(&self) {
        self.fim.store(true, Ordering::Release);
        let _ = self.soquete.send_to(&[], self.endereco);
    }

    pub fn tocou(&self) -> bool {
        self.fim.load(Ordering::Acquire)
    }
}
