//! O estado de um processo, como o sistema o vê. Só no Linux, que o mostra em
//! `/proc`.

use std::io::{self, ErrorKind};

/// A letra do estado de um processo (`R` em execução, `S` dormindo, `Z` zumbi…),
/// ou nada, se ele não existe mais.
///
/// # Errors
/// Se `/proc` não puder ser lido, ou não for o do Linux.
pub fn estado(pid: u32) -> io::Result<Option<char>> {
    let texto = match std::fs::read_to_string(format!("/proc/{pid}/stat")) {
        Ok(texto) => texto,
        Err(erro) if erro.kind() == ErrorKind::NotFound => return Ok(None),
        // O processo sumiu entre abrir e ler.
        Err(erro) if erro.raw_os_error() == Some(ESRCH) => return Ok(None),
        Err(erro) => return Err(erro),
    };
    // `pid (nome) letra …`: o nome pode ter parênteses, por isso o último.
    let depois = texto.rsplit_once(") ").map(|(_, depois)| depois);
    let letra = depois.and_then(|depois| depois.chars().next());
    letra.map(Some).ok_or_else(|| ErrorKind::InvalidData.into())
}

const ESRCH: i32 = 3;
