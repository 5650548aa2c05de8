//! O cliente que faz, sobre o UDP, o que o UDP não faz.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

use apoio::endereco::passageiro;

use super::{ErroDeUdp, MAIOR_DATAGRAMA, desmontar, montar};

/// Um cliente que insiste, mas não para sempre.
pub struct Cliente {
    socket: UdpSocket,
    servidor: SocketAddr,
    /// Quantas vezes um pedido é enviado antes de desistir.
    tentativas: u32,
    /// Espera da primeira tentativa; dobra a cada uma.
    prazo: Duration,
    proximo: u64,
}

impl Cliente {
    /// Um cliente de `servidor`. Com 5 tentativas e 200 ms de prazo inicial,
    /// desiste depois de uns 6 s.
    ///
    /// # Errors
    /// Se não houver como abrir um socket para lá.
    pub fn novo(
        servidor: SocketAddr,
        tentativas: u32,
        prazo: Duration,
    ) -> io::Result<Self> {
        let local = if servidor.is_ipv4() {
            "0.0.0.0:0"
        } else {
            "[::]:0"
        };
        let socket = UdpSocket::bind(local)?;
        // Ligado a um só par: o kernel descarta datagramas de estranhos.
        socket.connect(servidor)?;
        // Começo sorteado: a resposta atrasada a um cliente anterior, na mesma
        // porta, não se confunde com a deste.
        let proximo = fastrand::u64(..);
        Ok(Self {
            socket,
            servidor,
            tentativas,
            prazo,
            proximo,
        })
    }

    // ANCHOR: pedir
    /// Envia `texto` e espera a resposta a ele, repetindo se for preciso.
    ///
    /// # Errors
    /// Veja [`ErroDeUdp`].
    pub fn pedir(&mut self, texto: &str) -> Result<String, ErroDeUdp> {
        let numero = self.proximo;
        self.proximo = self.proximo.wrapping_add(1);
        let pedido = montar(numero, texto)?;
        for tentativa in 0..self.tentativas {
            // Uma recusa (ICMP) pode ser de um servidor que está voltando.
            let _ = self.socket.send(&pedido);
            if let Some(resposta) = self.esperar(numero, self.espera(tentativa))? {
                return Ok(resposta);
            }
        }
        Err(ErroDeUdp::SemResposta {
            servidor: self.servidor,
            tentativas: self.tentativas,
        })
    }
    // ANCHOR_END: pedir

    fn esperar(&self, numero: u64, prazo: Duration) -> Result<Option<String>, ErroDeUdp> {
        let vence = Instant::now() + prazo;
        let mut datagrama = [0; MAIOR_DATAGRAMA];
        loop {
            let resta = vence.saturating_duration_since(Instant::now());
            if resta.is_zero() {
                return Ok(None);
            }
            self.socket.set_read_timeout(Some(resta))?;
            match self.socket.recv(&mut datagrama) {
                Ok(tamanho) => match desmontar(&datagrama[..tamanho]) {
                    Some((recebido, texto)) if recebido == numero => {
                        return Ok(Some(texto));
                    }
                    // Duplicata, resposta atrasada ou lixo: ainda não é a nossa.
                    _ => {}
                },
                Err(erro) if passageiro(erro.kind()) => {}
                Err(erro) => return Err(erro.into()),
            }
        }
    }

    /// Dobra a cada tentativa, até 32 vezes, e soma até um quarto ao acaso: mil
    /// clientes que perderam a mesma resposta não devem repetir todos juntos.
    fn espera(&self, tentativa: u32) -> Duration {
        let base = self.prazo * 2u32.pow(tentativa.min(5));
        base + base.mul_f64(fastrand::f64() / 4.0)
    }
}
