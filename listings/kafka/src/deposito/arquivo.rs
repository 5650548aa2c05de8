//! O arquivo de um depósito: abrir, trancar, e garantir que o nome fica.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::erro::ErroDeDeposito;

/// Abre, ou cria, e tranca: a trava é do processo, e o sistema a solta se ele morre.
///
/// # Errors
/// Se não dá para abrir, se outro programa o tem, ou se não é um arquivo.
pub fn trancar(caminho: &Path) -> Result<File, ErroDeDeposito> {
    let dono = || caminho.to_owned();
    let falhou = |erro| ErroDeDeposito::Arquivo(dono(), erro);
    let mut opcoes = OpenOptions::new();
    let opcoes = opcoes.read(true).write(true).create(true).truncate(false);
    let arquivo = opcoes.open(caminho).map_err(falhou)?;
    match arquivo.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(ErroDeDeposito::EmUso(dono())),
        Err(TryLockError::Error(erro)) => return Err(falhou(erro)),
    }
    match arquivo.metadata().map_err(falhou)?.is_file() {
        true => Ok(arquivo),
        false => Err(ErroDeDeposito::Alheio(dono())),
    }
}

/// O nome de um arquivo novo mora na pasta, e a pasta também precisa ir ao disco.
///
/// # Errors
/// Se o sistema não o pôde garantir.
pub fn sincronizar_pasta(caminho: &Path) -> io::Result<()> {
    let pasta = caminho.parent().filter(|p| !p.as_os_str().is_empty());
    // No Windows uma pasta não se abre como arquivo, e o NTFS cuida do nome.
    if cfg!(unix) {
        File::open(pasta.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
