//! Morrer na hora marcada: a queda que um teste quer não se espera, escolhe-se.

use std::cell::Cell;
use std::io::{self, Read, Write};

/// Quantos passos faltam para este processo morrer; `None`, nunca.
///
/// Os dois lados de uma conversa dividem a mesma conta.
#[derive(Debug)]
pub struct Contagem(Cell<Option<u64>>);

impl Contagem {
    pub fn nova(passos: Option<u64>) -> Self {
        Self(Cell::new(passos))
    }

    /// Gasta um passo; o processo que gasta o último não volta daqui.
    pub fn passo(&self) {
        self.gastar(1);
    }

    /// Quantos de `pedidos` bytes ainda podem passar; ao menos um.
    fn cabem(&self, pedidos: usize) -> usize {
        let resta = self.0.get().unwrap_or(u64::MAX);
        pedidos.min(usize::try_from(resta).unwrap_or(usize::MAX))
    }

    fn gastar(&self, passos: usize) {
        if let Some(resta) = self.0.get() {
            let resta = resta.saturating_sub(passos as u64);
            self.0.set(Some(resta));
            if resta == 0 {
                morrer();
            }
        }
    }
}

/// Um fluxo que conta os bytes que passam por ele.
pub struct Contado<'c, F> {
    pub fluxo: F,
    pub contagem: &'c Contagem,
}

// ANCHOR: contado
impl<F: Write> Write for Contado<'_, F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Só até o byte marcado: o quadro pode ficar cortado em qualquer ponto.
        let cabem = self.contagem.cabem(bytes.len());
        let escritos = self.fluxo.write(&bytes[..cabem])?;
        self.fluxo.flush()?;
        self.contagem.gastar(escritos);
        Ok(escritos)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.fluxo.flush()
    }
}
// ANCHOR_END: contado

impl<F: Read> Read for Contado<'_, F> {
    fn read(&mut self, lugar: &mut [u8]) -> io::Result<usize> {
        let cabem = self.contagem.cabem(lugar.len());
        let lidos = self.fluxo.read(&mut lugar[..cabem])?;
        self.contagem.gastar(lidos);
        Ok(lidos)
    }
}

/// SIGKILL em si mesmo: sem destrutores, sem avisos, sem esvaziar buffers.
fn morrer() -> ! {
    #[cfg(unix)]
    {
        use nix::sys::signal::{Signal, kill};
        let _ = kill(nix::unistd::Pid::this(), Signal::SIGKILL);
    }
    // Onde não há SIGKILL, o mais parecido.
    std::process::abort()
}
