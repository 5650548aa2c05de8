//! A versão errada: tratar cada leitura como uma mensagem.
//!
//! Funciona na mesa de quem programa, com mensagens curtas e espaçadas, e
//! falha em produção. O teste `tests/quadro_ingenuo.rs` mostra os três modos
//! de falhar; o reparo é [`crate::quadro`].

use std::io::{self, Read};

/// Lugar para uma leitura, em bytes. Nenhum valor conserta o engano.
pub const TAMANHO_DO_BUFFER: usize = 16;

// ANCHOR: ler
/// Lê "uma mensagem"; `None` quando o outro lado fechou.
///
/// # Errors
/// O que a leitura devolver, ou `InvalidData` se os bytes não forem UTF-8.
pub fn ler(fluxo: &mut impl Read) -> io::Result<Option<String>> {
    let mut buffer = [0; TAMANHO_DO_BUFFER];
    let lidos = fluxo.read(&mut buffer)?;
    if lidos == 0 {
        return Ok(None);
    }
    let texto = std::str::from_utf8(&buffer[..lidos])
        .map_err(|erro| io::Error::new(io::ErrorKind::InvalidData, erro))?;
    Ok(Some(texto.to_owned()))
}
// ANCHOR_END: ler
