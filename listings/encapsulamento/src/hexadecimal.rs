//! Bytes escritos em hexadecimal, como os mostra um programa de captura.

use thiserror::Error;

/// O maior texto que se aceita: um quadro de 64 KiB cabe com folga.
pub const MAIOR_TEXTO: usize = 1 << 20;

/// Um texto que não é um quadro em hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Ilegivel {
    #[error("linha {linha}: {trecho:?} não é hexadecimal; escreva pares como 4f ou 4f2a")]
    Algarismo { linha: usize, trecho: String },
    #[error("não há nenhum byte; escreva o quadro em hexadecimal")]
    Vazio,
    #[error("o texto passa de {MAIOR_TEXTO} bytes; dê um quadro por vez")]
    Grande,
}

/// Lê pares de algarismos, com ou sem espaços entre eles.
///
/// Ignora o que vem depois de `#` e o offset que o tcpdump põe no começo
/// da linha (`0x0010:`), para que se possa colar a saída de `tcpdump -xx`.
///
/// # Errors
/// Se algo não é hexadecimal, sobra meio byte, ou não há byte nenhum.
pub fn ler(texto: &str) -> Result<Vec<u8>, Ilegivel> {
    if texto.len() > MAIOR_TEXTO {
        return Err(Ilegivel::Grande);
    }
    // A marca de ordem (BOM) com que alguns editores começam o arquivo.
    let texto = texto.strip_prefix('\u{feff}').unwrap_or(texto);
    let mut bytes = Vec::new();
    for (indice, linha) in texto.lines().enumerate() {
        let util = linha.split('#').next().unwrap_or_default();
        for trecho in sem_offset(util).split_whitespace() {
            let lidos = pares(trecho).ok_or_else(|| Ilegivel::Algarismo {
                linha: indice + 1,
                trecho: trecho.chars().take(20).collect(),
            })?;
            bytes.extend(lidos);
        }
    }
    match bytes.is_empty() {
        true => Err(Ilegivel::Vazio),
        false => Ok(bytes),
    }
}

fn sem_offset(linha: &str) -> &str {
    match linha.trim_start().split_once(':') {
        Some((antes, depois)) if antes.starts_with("0x") => depois,
        _ => linha,
    }
}

fn pares(trecho: &str) -> Option<Vec<u8>> {
    let algarismos = trecho.as_bytes();
    if !algarismos.len().is_multiple_of(2) {
        return None;
    }
    let par = |par: &[u8]| Some(16 * valor(par[0])? + valor(par[1])?);
    algarismos.chunks(2).map(par).collect()
}

fn valor(algarismo: u8) -> Option<u8> {
    let valor = char::from(algarismo).to_digit(16)?;
    u8::try_from(valor).ok()
}

/// Os bytes aos pares, com um espaço entre eles: `4f 2a`.
pub fn escrever(bytes: &[u8]) -> String {
    let pares: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pares.join(" ")
}
