//! O caminho de ida e volta entre dois, e quem está do outro lado.
//!
//! O mesmo remetente roda sobre [`udp`], com datagramas e relógio de verdade,
//! e sobre [`simulado`], em que o tempo é um número que o programa soma: mil
//! execuções por segundo, e a mesma semente dá sempre a mesma.

pub mod simulado;
pub mod udp;

use std::io;
use std::time::Duration;

/// O canal, visto por quem inicia a conversa.
pub trait Canal {
    fn enviar(&mut self, datagrama: &[u8]) -> io::Result<()>;
    /// O próximo datagrama, ou `None` se o prazo vence antes.
    fn receber(&mut self, prazo: Duration) -> io::Result<Option<Vec<u8>>>;
    /// Quanto tempo passou desde que o canal foi aberto.
    fn agora(&self) -> Duration;
}

/// Quem só fala quando lhe falam: recebe um datagrama e talvez responda.
pub trait Reage {
    fn reagir(&mut self, datagrama: &[u8]) -> Option<Vec<u8>>;
}

impl<R: Reage + ?Sized> Reage for &mut R {
    fn reagir(&mut self, datagrama: &[u8]) -> Option<Vec<u8>> {
        (**self).reagir(datagrama)
    }
}
