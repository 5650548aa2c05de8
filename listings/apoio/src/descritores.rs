//! Quantos arquivos e conexões o sistema deixa este processo abrir.

use std::io;

/// Pede ao sistema que este processo, e os que ele iniciar, possam abrir até
/// `quantos` descritores, e diz quantos ele deu.
///
/// O limite de fábrica é 1024 em muitos Linux e 256 no macOS; o que o sistema
/// deixa pedir é bem maior. No Windows não há o que mudar.
///
/// # Errors
/// Se o sistema não diz quantos dá.
pub fn permitir(quantos: u64) -> io::Result<u64> {
    pedir(quantos)
}

#[cfg(unix)]
fn pedir(quantos: u64) -> io::Result<u64> {
    rlimit::increase_nofile_limit(quantos)
}

#[cfg(not(unix))]
fn pedir(quantos: u64) -> io::Result<u64> {
    Ok(quantos)
}
