//! Cadeias de caracteres: onde acabam, e quantos bytes tem cada letra.
//!
//! Em C uma cadeia é uma sequência de bytes que acaba no primeiro zero, e a
//! linguagem não diz que letra é cada byte; aqui, é UTF-8. Em Java é uma
//! sequência de unidades UTF-16, de 16 bits, com o tamanho guardado à parte.

use std::char::decode_utf16;

use thiserror::Error;

use crate::ordem::Ordem;

/// O que não é cadeia na representação que se esperava.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ErroDeCadeia {
    #[error("há um caractere zero na posição {0}: em C a cadeia acabaria ali")]
    ZeroNoMeio(usize),
    #[error(
        "faltou o zero que termina a cadeia de C: um programa em C leria além do fim"
    )]
    SemTerminador,
    #[error("os bytes deixam de ser UTF-8 na posição {0}")]
    NaoEUtf8(usize),
    #[error("{0} bytes não formam unidades de 16 bits: falta um")]
    MeiaUnidade(usize),
    #[error("a unidade {0} é metade de um par substituto, sem a outra")]
    SubstitutoSozinho(usize),
}

// ANCHOR: c
/// A cadeia como C a guarda: UTF-8 e um zero no fim.
///
/// # Errors
/// [`ErroDeCadeia::ZeroNoMeio`]: C não consegue guardar o texto inteiro.
pub fn para_c(texto: &str) -> Result<Vec<u8>, ErroDeCadeia> {
    if let Some(posicao) = texto.bytes().position(|b| b == 0) {
        return Err(ErroDeCadeia::ZeroNoMeio(posicao));
    }
    Ok([texto.as_bytes(), &[0]].concat())
}

/// O texto até o primeiro zero; o que vem depois não é da cadeia.
///
/// # Errors
/// Se não há zero, ou se os bytes não são UTF-8.
pub fn de_c(bytes: &[u8]) -> Result<&str, ErroDeCadeia> {
    let fim = bytes.iter().position(|b| *b == 0);
    let fim = fim.ok_or(ErroDeCadeia::SemTerminador)?;
    std::str::from_utf8(&bytes[..fim])
        .map_err(|e| ErroDeCadeia::NaoEUtf8(e.valid_up_to()))
}
// ANCHOR_END: c

/// As unidades UTF-16 do texto, dois bytes cada, como em Java.
pub fn para_utf16(texto: &str, ordem: Ordem) -> Vec<u8> {
    let em_bytes = |unidade: u16| match ordem {
        Ordem::BigEndian => unidade.to_be_bytes(),
        Ordem::LittleEndian => unidade.to_le_bytes(),
    };
    texto.encode_utf16().flat_map(em_bytes).collect()
}

/// O inverso de [`para_utf16`].
///
/// # Errors
/// Se sobra um byte, ou se falta metade de um par substituto. Java guardaria
/// o par partido; um texto Unicode não o admite.
pub fn de_utf16(bytes: &[u8], ordem: Ordem) -> Result<String, ErroDeCadeia> {
    if bytes.len() % 2 == 1 {
        return Err(ErroDeCadeia::MeiaUnidade(bytes.len()));
    }
    let unidades = bytes.chunks_exact(2).map(|par| match ordem {
        Ordem::BigEndian => u16::from_be_bytes([par[0], par[1]]),
        Ordem::LittleEndian => u16::from_le_bytes([par[0], par[1]]),
    });
    let (mut texto, mut posicao) = (String::new(), 0);
    for letra in decode_utf16(unidades) {
        let letra = letra.map_err(|_| ErroDeCadeia::SubstitutoSozinho(posicao))?;
        posicao += letra.len_utf16();
        texto.push(letra);
    }
    Ok(texto)
}
