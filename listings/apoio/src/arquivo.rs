//! Gravar um arquivo inteiro, ou nada; e ler um que devia ser pequeno.

use std::io::Read;
use std::path::Path;
use std::{fs, io, process};

/// Nenhum certificado chega perto disto, e `/dev/zero` não acaba nunca.
const MAIOR: u64 = 1024 * 1024;

/// Lê um arquivo pequeno, como um certificado ou uma chave: até 1 MiB.
///
/// # Errors
/// O que o sistema disser; [`io::ErrorKind::FileTooLarge`] se o arquivo não cabe.
pub fn ler(caminho: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(caminho)?
        .take(MAIOR + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAIOR {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Troca o conteúdo de `caminho` de uma vez: quem falhar no meio (disco cheio,
/// Ctrl-C) deixa o arquivo anterior como estava.
///
/// # Errors
/// O que o sistema disser ao escrever ou ao renomear.
pub fn gravar(caminho: &Path, conteudo: &str) -> io::Result<()> {
    // Um atalho continua atalho: troca-se o arquivo para o qual ele aponta.
    let destino = fs::canonicalize(caminho).unwrap_or_else(|_| caminho.to_owned());
    let tipo = fs::metadata(&destino).map(|dados| dados.file_type());
    if tipo.is_ok_and(|tipo| !tipo.is_file() && !tipo.is_dir()) {
        // Um dispositivo, como /dev/null, não é coisa que se troque.
        return fs::write(&destino, conteudo);
    }
    // Ao lado do destino, porque entre discos diferentes não há renomeação; e
    // com o número do processo, para que dois ao mesmo tempo não se misturem.
    let provisorio = destino.with_added_extension(format!("{}.parcial", process::id()));
    let gravado =
        fs::write(&provisorio, conteudo).and_then(|()| fs::rename(&provisorio, &destino));
    if gravado.is_err() {
        let _ = fs::remove_file(&provisorio);
    }
    gravado
}
