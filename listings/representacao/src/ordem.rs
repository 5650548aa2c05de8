//! Dos bits aos bytes: a mesma palavra, começando por uma ponta ou pela outra.

use std::fmt;

use apoio::texto::quantos;
use thiserror::Error;

use crate::layout::Layout;

/// Qual byte vem primeiro.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ordem {
    /// O mais significativo: a ordem da rede e dos computadores da IBM.
    BigEndian,
    /// O menos significativo: a ordem dos processadores x86-64.
    LittleEndian,
}

/// Por que uma sequência de bytes não é um número.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ErroDeBytes {
    #[error("{layout} ocupa {esperado} bytes; recebidos: {vieram}")]
    Tamanho {
        layout: Layout,
        esperado: usize,
        vieram: usize,
    },
    #[error(
        "não entendi {0:?} como bytes; escreva dois algarismos hexadecimais por byte, como 42ED4000"
    )]
    Hexadecimal(String),
    #[error("nenhum layout ocupa {}; há de 2, 4, 8 e 16", quantos(*.0, "byte", "bytes"))]
    SemLayout(usize),
}

// ANCHOR: bytes
/// Os bytes do número, prontos para a rede ou para a memória.
pub fn bytes(bits: u128, layout: Layout, ordem: Ordem) -> Vec<u8> {
    let quantos = layout.largura() as usize / 8;
    let mut bytes = bits.to_be_bytes()[16 - quantos..].to_vec();
    if ordem == Ordem::LittleEndian {
        bytes.reverse();
    }
    bytes
}

/// O inverso de [`bytes`].
///
/// # Errors
/// [`ErroDeBytes::Tamanho`] se faltam ou sobram bytes.
pub fn de_bytes(bytes: &[u8], layout: Layout, ordem: Ordem) -> Result<u128, ErroDeBytes> {
    let esperado = layout.largura() as usize / 8;
    if bytes.len() != esperado {
        let vieram = bytes.len();
        return Err(ErroDeBytes::Tamanho {
            layout,
            esperado,
            vieram,
        });
    }
    let juntar = |bits, byte: &u8| bits << 8 | u128::from(*byte);
    Ok(match ordem {
        Ordem::BigEndian => bytes.iter().fold(0, juntar),
        Ordem::LittleEndian => bytes.iter().rev().fold(0, juntar),
    })
}
// ANCHOR_END: bytes

/// Os bytes como se escrevem: `42 ED 40 00`.
pub fn em_hexadecimal(bytes: &[u8]) -> String {
    let pares: Vec<String> = bytes.iter().map(|b| format!("{b:02X}")).collect();
    pares.join(" ")
}

/// O inverso de [`em_hexadecimal`]; os espaços não contam.
///
/// # Errors
/// [`ErroDeBytes::Hexadecimal`] se há outra coisa, ou meio byte.
pub fn de_hexadecimal(texto: &str) -> Result<Vec<u8>, ErroDeBytes> {
    let nao_e = || ErroDeBytes::Hexadecimal(texto.to_owned());
    let algarismos: Option<Vec<u32>> = texto
        .chars()
        .filter(|c| *c != ' ')
        .map(|c| c.to_digit(16))
        .collect();
    let algarismos = algarismos.ok_or_else(nao_e)?;
    if algarismos.is_empty() || algarismos.len() % 2 == 1 {
        return Err(nao_e());
    }
    let pares = algarismos.chunks_exact(2);
    Ok(pares.map(|par| (par[0] * 16 + par[1]) as u8).collect())
}

impl fmt::Display for Ordem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::BigEndian => "big-endian",
            Self::LittleEndian => "little-endian",
        })
    }
}
