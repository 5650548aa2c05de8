//! O log no disco: um arquivo a que só se acrescenta.
//!
//! ```text
//! cabeçalho (24 bytes)   magia 8 │ versão 4 │ identidade 8 │ soma 4
//! cada entrada           tamanho 4 │ soma do tamanho 4 │ carga │ soma da carga 4
//! ```
//!
//! Os números vão do byte mais significativo ao menos; as somas são CRC-32. O
//! tamanho tem soma própria porque um tamanho estragado, sem ela, faria uma
//! entrada do meio parecer a última, cortada, e tudo o que vem depois dela
//! seria jogado fora em silêncio.

pub mod arquivo;
pub mod escrita;
pub mod leitura;

/// Os primeiros bytes do arquivo: o que ele diz ser.
pub const MAGIA: &[u8; 8] = b"eventos\n";
/// A versão do formato que este programa escreve e lê.
pub const VERSAO: u32 = 1;
/// Quantos bytes tem o cabeçalho do arquivo.
pub const CABECALHO: usize = 24;
/// A maior carga de uma entrada, em bytes. O maior evento possível tem menos
/// de 200; um tamanho além do limite não é deste programa, e é recusado antes
/// que se aloque memória para ele.
pub const MAIOR_CARGA: usize = 512;

// ANCHOR: montar
/// A carga entre o que a delimita e o que a comprova.
pub fn montar(carga: &[u8]) -> Vec<u8> {
    let tamanho = (carga.len() as u32).to_be_bytes();
    let mut entrada = tamanho.to_vec();
    entrada.extend(soma(&tamanho).to_be_bytes());
    entrada.extend(carga);
    entrada.extend(soma(carga).to_be_bytes());
    entrada
}

/// O CRC-32: muda se um bit qualquer muda.
pub fn soma(bytes: &[u8]) -> u32 {
    crc32fast::hash(bytes)
}
// ANCHOR_END: montar

/// O cabeçalho de um log novo. A identidade, sorteada, liga o log
/// aos instantâneos tirados dele.
pub fn cabecalho(identidade: u64) -> [u8; CABECALHO] {
    let mut bytes = [0; CABECALHO];
    bytes[..8].copy_from_slice(MAGIA);
    bytes[8..12].copy_from_slice(&VERSAO.to_be_bytes());
    bytes[12..20].copy_from_slice(&identidade.to_be_bytes());
    let soma = soma(&bytes[..20]);
    bytes[20..].copy_from_slice(&soma.to_be_bytes());
    bytes
}

/// Quatro bytes como número.
pub(crate) fn u32_de(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |n, byte| (n << 8) | u32::from(*byte))
}

/// O que há de errado com um cabeçalho de arquivo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cabecalho {
    Bom {
        identidade: u64,
        soma: u32,
    },
    /// Um começo de cabeçalho: a queda veio antes do primeiro evento.
    Incompleto,
    Alheio,
    Versao(u32),
    Corrompido,
}

/// Diz o que são os primeiros bytes de um arquivo (até [`CABECALHO`] deles).
pub fn examinar(bytes: &[u8]) -> Cabecalho {
    if bytes.len() < CABECALHO {
        let comeco = &cabecalho(0)[..12.min(bytes.len())];
        let nosso = bytes.starts_with(comeco);
        return if nosso {
            Cabecalho::Incompleto
        } else {
            Cabecalho::Alheio
        };
    }
    if &bytes[..8] != MAGIA {
        return Cabecalho::Alheio;
    }
    let lida = u32_de(&bytes[20..24]);
    if soma(&bytes[..20]) != lida {
        return Cabecalho::Corrompido;
    }
    let versao = u32_de(&bytes[8..12]);
    if versao != VERSAO {
        return Cabecalho::Versao(versao);
    }
    let (alta, baixa) = (u32_de(&bytes[12..16]), u32_de(&bytes[16..20]));
    let identidade = (u64::from(alta) << 32) | u64::from(baixa);
    Cabecalho::Bom {
        identidade,
        soma: lida,
    }
}
