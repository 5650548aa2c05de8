//! O canal de mentira, em tempo virtual: ninguém espera, o relógio pula.

use std::io;
use std::time::Duration;

use super::{Canal, Reage};
use crate::adversario::Adversario;
use crate::adversario::transito::{Estrago, Sentido, Transito};

/// O enlace por baixo do adversário.
#[derive(Debug, Clone, Copy)]
pub struct Enlace {
    /// De uma ponta à outra, em cada sentido.
    pub latencia: Duration,
    /// Quantos bits por segundo entram no enlace; `None`, sem limite.
    pub vazao: Option<f64>,
}

impl Enlace {
    /// Quanto tempo leva pôr `bytes` no enlace.
    pub fn transmissao(&self, bytes: usize) -> Duration {
        let segundos = self.vazao.map_or(0.0, |vazao| bytes as f64 * 8.0 / vazao);
        Duration::from_secs_f64(segundos)
    }
}

/// Um canal até `outro`, que vive dentro dele.
pub struct Simulado<R> {
    pub outro: R,
    enlace: Enlace,
    transito: Transito,
    agora: Duration,
}

impl<R: Reage> Simulado<R> {
    pub fn novo(outro: R, enlace: Enlace, adversario: Adversario) -> Self {
        Self {
            outro,
            enlace,
            transito: Transito::novo(adversario),
            agora: Duration::ZERO,
        }
    }

    pub fn estrago(&self) -> Estrago {
        self.transito.estrago()
    }

    fn despachar(&mut self, sentido: Sentido, bytes: &[u8]) {
        let caminho = self.enlace.transmissao(bytes.len()) + self.enlace.latencia;
        self.transito.aceitar(sentido, bytes, self.agora + caminho);
    }
}

impl<R: Reage> Canal for Simulado<R> {
    fn enviar(&mut self, datagrama: &[u8]) -> io::Result<()> {
        self.despachar(Sentido::Ida, datagrama);
        Ok(())
    }

    fn receber(&mut self, prazo: Duration) -> io::Result<Option<Vec<u8>>> {
        let vence = self.agora + prazo;
        while let Some(chega) = self.transito.proxima().filter(|&chega| chega <= vence) {
            // Em vez de esperar, o relógio pula para a próxima chegada.
            self.agora = self.agora.max(chega);
            match self.transito.retirar(self.agora) {
                Some((Sentido::Volta, bytes)) => return Ok(Some(bytes)),
                Some((Sentido::Ida, bytes)) => {
                    if let Some(resposta) = self.outro.reagir(&bytes) {
                        self.despachar(Sentido::Volta, &resposta);
                    }
                }
                None => {}
            }
        }
        self.agora = vence;
        Ok(None)
    }

    fn agora(&self) -> Duration {
        self.agora
    }
}
