//! As linhas de um depósito: o cabeçalho, e uma por efeito.

use apoio::texto::escapar;

use crate::registro::Posicao;

const MARCA: &[u8] = b"deposito 1 ";

/// O maior nome que o Kafka dá a um tópico.
const MAIOR_TOPICO: usize = 249;

/// Bytes em que cabe qualquer cabeçalho, com o fim de linha.
pub const MAIOR_CABECALHO: usize = MARCA.len() + MAIOR_TOPICO + 1;

/// A primeira linha do depósito deste tópico.
pub fn cabecalho(topico: &str) -> String {
    format!("deposito 1 {topico}\n")
}

/// O que são os primeiros bytes de um arquivo.
#[derive(Debug, PartialEq, Eq)]
pub enum Comeco {
    /// O cabeçalho está inteiro: as linhas começam depois dele.
    Bom,
    /// Um pedaço dele, ou nada: ainda não há efeito algum.
    Cortado,
    /// É de outro tópico.
    DeOutro(String),
    /// Não é um depósito.
    Alheio,
}

/// Olha o começo de um arquivo, até [`MAIOR_CABECALHO`] bytes, que devia ser o deste
/// cabeçalho.
pub fn examinar(comeco: &[u8], esperado: &str) -> Comeco {
    if comeco.starts_with(esperado.as_bytes()) {
        return Comeco::Bom;
    }
    if esperado.as_bytes().starts_with(comeco) {
        return Comeco::Cortado;
    }
    let Some(resto) = comeco.strip_prefix(MARCA) else {
        return Comeco::Alheio;
    };
    let topico = resto.split(|b| *b == b'\n').next().unwrap_or_default();
    Comeco::DeOutro(String::from_utf8_lossy(topico).into())
}

/// A linha de um efeito, com o fim dela.
pub fn linha(onde: Posicao, efeito: &str) -> String {
    let Posicao { particao, offset } = onde;
    let corpo = format!("{particao} {offset} {}", escapar(efeito));
    format!("{:08x} {corpo}\n", crc32fast::hash(corpo.as_bytes()))
}

/// De que registro é o efeito; nada, se a linha não está inteira ou a soma não confere.
pub fn ler(linha: &[u8]) -> Option<Posicao> {
    let texto = std::str::from_utf8(linha.strip_suffix(b"\n")?).ok()?;
    let (soma, corpo) = texto.split_once(' ')?;
    let soma = u32::from_str_radix(soma, 16).ok()?;
    if crc32fast::hash(corpo.as_bytes()) != soma {
        return None;
    }
    let mut partes = corpo.splitn(3, ' ');
    Some(Posicao {
        particao: partes.next()?.parse().ok()?,
        offset: partes.next()?.parse().ok()?,
    })
}
