//! Levar um texto por TCP: o tamanho em quatro bytes, depois o texto.
//!
//! O TCP entrega bytes em ordem, mas não diz onde um texto acaba e o próximo
//! começa. O tamanho na frente diz.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// O maior texto, em bytes: cabem os cinquenta recados que `listar` mostra.
pub const LIMITE: usize = 64 * 1024;

/// Envia um texto, ou desiste no instante `vence`.
///
/// # Errors
/// Se falhou, o outro lado não recebeu a mensagem inteira.
pub fn enviar(fluxo: &TcpStream, texto: &str, vence: Instant) -> io::Result<()> {
    if texto.len() > LIMITE {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut bytes = (texto.len() as u32).to_be_bytes().to_vec();
    bytes.extend_from_slice(texto.as_bytes());
    ComPrazo { fluxo, vence }.write_all(&bytes)
}

/// Recebe um texto inteiro, ou desiste no instante `vence`.
///
/// # Errors
/// Se o prazo venceu, a conexão acabou ou o que veio não é uma mensagem.
pub fn receber(fluxo: &TcpStream, vence: Instant) -> io::Result<String> {
    let mut fluxo = ComPrazo { fluxo, vence };
    let mut tamanho = [0; 4];
    fluxo.read_exact(&mut tamanho)?;
    let tamanho = u32::from_be_bytes(tamanho) as usize;
    if tamanho > LIMITE {
        // Recusa antes de reservar memória: o número veio de fora.
        return Err(ErrorKind::InvalidData.into());
    }
    let mut texto = vec![0; tamanho];
    fluxo.read_exact(&mut texto)?;
    String::from_utf8(texto).map_err(|_| ErrorKind::InvalidData.into())
}

/// Um fluxo em que todas as leituras e escritas somadas cabem num só prazo.
///
/// Um prazo por leitura não bastaria: quem manda um byte de cada vez o
/// renovaria para sempre.
struct ComPrazo<'a> {
    fluxo: &'a TcpStream,
    vence: Instant,
}

impl ComPrazo<'_> {
    fn resta(&self) -> io::Result<Option<Duration>> {
        resta(self.vence).map(Some)
    }
}

impl Read for ComPrazo<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.fluxo.set_read_timeout(self.resta()?)?;
        self.fluxo.read(bytes)
    }
}

impl Write for ComPrazo<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.fluxo.set_write_timeout(self.resta()?)?;
        self.fluxo.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.fluxo.flush()
    }
}

/// Quanto falta para `vence`.
///
/// # Errors
/// `TimedOut` se já passou.
pub fn resta(vence: Instant) -> io::Result<Duration> {
    let resta = vence.saturating_duration_since(Instant::now());
    if resta.is_zero() {
        return Err(ErrorKind::TimedOut.into());
    }
    Ok(resta)
}
