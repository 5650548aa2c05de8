//! Mensagens num fluxo de bytes: quatro bytes de tamanho, depois a carga.
//!
//! Um pipe não guarda fronteiras: quem escreve 10 bytes e depois 20 pode ser lido
//! como 30, ou como 7 e 23. O tamanho na frente diz onde cada mensagem acaba.

use std::io::{self, ErrorKind, Read, Write};

/// A maior carga aceita. As nossas têm 24 bytes; um tamanho absurdo quer dizer que
/// quem escreve não fala este protocolo, e se recusa antes de alocar.
pub const LIMITE: usize = 1024;

#[derive(Debug, thiserror::Error)]
pub enum Erro {
    #[error("um quadro anuncia {0} bytes, e o limite é {LIMITE}")]
    Grande(usize),
    #[error("o fluxo acabou no meio de um quadro")]
    Cortado,
    #[error("não consegui ler ou escrever um quadro")]
    Io(#[from] io::Error),
}

/// Escreve um quadro.
///
/// # Errors
/// Carga acima do limite, ou falha ao escrever.
pub fn escrever(saida: &mut impl Write, carga: &[u8]) -> Result<(), Erro> {
    if carga.len() > LIMITE {
        return Err(Erro::Grande(carga.len()));
    }
    let tamanho = u32::try_from(carga.len()).expect("o limite cabe em 32 bits");
    // De uma vez: duas escritas seriam duas idas ao sistema.
    saida.write_all(&[&tamanho.to_be_bytes(), carga].concat())?;
    Ok(saida.flush()?)
}

// ANCHOR: ler
/// Lê o próximo quadro, ou nada, se o fluxo acabou entre dois quadros.
///
/// # Errors
/// Tamanho acima do limite, fluxo cortado no meio, ou falha ao ler.
pub fn ler(entrada: &mut impl Read) -> Result<Option<Vec<u8>>, Erro> {
    let mut tamanho = [0; 4];
    match encher(entrada, &mut tamanho)? {
        0 => return Ok(None),
        4 => {}
        _ => return Err(Erro::Cortado),
    }
    let tamanho = u32::from_be_bytes(tamanho) as usize;
    if tamanho > LIMITE {
        return Err(Erro::Grande(tamanho));
    }
    let mut carga = vec![0; tamanho];
    match encher(entrada, &mut carga)? {
        lidos if lidos == tamanho => Ok(Some(carga)),
        _ => Err(Erro::Cortado),
    }
}
// ANCHOR_END: ler

/// Lê até encher `lugar` ou até o fim do fluxo; devolve quantos bytes leu.
fn encher(entrada: &mut impl Read, lugar: &mut [u8]) -> io::Result<usize> {
    let mut lidos = 0;
    while lidos < lugar.len() {
        match entrada.read(&mut lugar[lidos..]) {
            Ok(0) => break,
            Ok(n) => lidos += n,
            Err(erro) if erro.kind() == ErrorKind::Interrupted => {}
            Err(erro) => return Err(erro),
        }
    }
    Ok(lidos)
}
