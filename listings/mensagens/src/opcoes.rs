//! Os argumentos que mais de um programa entende.

use apoio::programa::quantidade;

use crate::pare_e_espere::numero::Largura;

/// Uma chance, com vírgula ou ponto.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn chance(texto: &str) -> Result<f64, String> {
    match texto.replace(',', ".").parse() {
        Ok(chance) if (0.0..=1.0).contains(&chance) => Ok(chance),
        _ => Err("escreva um número de 0 a 1, como 0,3".to_owned()),
    }
}

/// Quantos bits tem o número de sequência.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn largura(texto: &str) -> Result<Largura, String> {
    texto
        .parse()
        .ok()
        .and_then(Largura::bits)
        .ok_or_else(|| "escreva um inteiro de 1 a 32".to_owned())
}

/// Quantas vezes se transmite antes de desistir.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn tentativas(texto: &str) -> Result<u32, String> {
    let quantas = quantidade(texto)?;
    u32::try_from(quantas).map_err(|_| "são tentativas demais".to_owned())
}

/// Um número com vírgula, como se escreve em português.
pub fn com_virgula(numero: f64, casas: usize) -> String {
    format!("{numero:.casas$}").replace('.', ",")
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn chance_vai_de_zero_a_um_com_virgula_ou_ponto() {
        assert_eq!(chance("0,3"), Ok(0.3));
        assert_eq!(chance("0.3"), Ok(0.3));
        for errado in ["1,1", "-0,1", "nan", "muita", ""] {
            assert!(chance(errado).is_err(), "{errado:?} não devia ser aceito");
        }
    }
}
