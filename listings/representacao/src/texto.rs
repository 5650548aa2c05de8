//! Do texto digitado ao valor exato: `118.625`, `-1/3`, `1e-45`, `inf`, `nan`.

use num_bigint::BigUint;
use thiserror::Error;

use crate::valor::{Racional, Valor};

/// Nenhum layout passa de 10^4933; além daqui só se gastaria memória.
const MAIOR_EXPOENTE: u64 = 6_000;

/// Um desconhecido pode colar um livro na linha de comando.
const MAIOR_TEXTO: usize = 2_000;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ErroDeTexto {
    #[error("não entendi {0:?} como número; exemplos: 118.625, -1/3, 6.02e23, inf, nan")]
    NaoENumero(String),
    #[error("o denominador é zero")]
    DivisaoPorZero,
    #[error("o expoente passa de ±{MAIOR_EXPOENTE}: nenhum layout chega perto")]
    ExpoenteDemais,
    #[error("o número tem mais de {MAIOR_TEXTO} caracteres")]
    TextoLongo,
}

/// Entende um número, sem arredondar nada.
///
/// # Errors
/// Quando o texto não é um número, ou é um que nenhum layout poderia guardar.
pub fn ler(texto: &str) -> Result<Valor, ErroDeTexto> {
    if texto.len() > MAIOR_TEXTO {
        return Err(ErroDeTexto::TextoLongo);
    }
    let (negativo, modulo) = match texto.as_bytes() {
        [b'-', ..] => (true, &texto[1..]),
        [b'+', ..] => (false, &texto[1..]),
        _ => (false, texto),
    };
    match modulo {
        "inf" | "infinito" => return Ok(Valor::Infinito { negativo }),
        "nan" | "NaN" => {
            let carga = 1 << 127;
            return Ok(Valor::Nan { negativo, carga });
        }
        _ => {}
    }
    let nao_e = || ErroDeTexto::NaoENumero(texto.to_owned());
    let (numerador, denominador) = match modulo.split_once('/') {
        Some((acima, abaixo)) => (
            inteiro(acima).ok_or_else(nao_e)?,
            inteiro(abaixo).ok_or_else(nao_e)?,
        ),
        None => decimal(modulo)?.ok_or_else(nao_e)?,
    };
    if denominador == BigUint::ZERO {
        return Err(ErroDeTexto::DivisaoPorZero);
    }
    Ok(Valor::Finito(Racional {
        negativo,
        numerador,
        denominador,
    }))
}

/// Só algarismos: `parse` aceitaria também um sinal e sublinhados.
fn inteiro(texto: &str) -> Option<BigUint> {
    let so_algarismos = !texto.is_empty() && texto.bytes().all(|b| b.is_ascii_digit());
    so_algarismos.then(|| texto.parse().ok())?
}

/// `123.45e-6` é 12345 sobre 10^8.
fn decimal(texto: &str) -> Result<Option<(BigUint, BigUint)>, ErroDeTexto> {
    let (mantissa, expoente) = match texto.split_once(['e', 'E']) {
        Some((mantissa, expoente)) => (mantissa, expoente),
        None => (texto, "0"),
    };
    let (inteira, fracionaria) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let Some(algarismos) = inteiro(&format!("{inteira}{fracionaria}")) else {
        return Ok(None);
    };
    let digitos_do_expoente = expoente.strip_prefix(['+', '-']).unwrap_or(expoente);
    if inteiro(digitos_do_expoente).is_none() {
        return Ok(None);
    }
    let expoente: i64 = expoente.parse().map_err(|_| ErroDeTexto::ExpoenteDemais)?;
    // `abs` entraria em pânico com o menor i64, que não tem oposto.
    if expoente.unsigned_abs() > MAIOR_EXPOENTE {
        return Err(ErroDeTexto::ExpoenteDemais);
    }
    let potencia = expoente - fracionaria.len() as i64;
    let dez = BigUint::from(10u8).pow(potencia.unsigned_abs() as u32);
    Ok(Some(match potencia >= 0 {
        true => (algarismos * dez, BigUint::from(1u8)),
        false => (algarismos, dez),
    }))
}
