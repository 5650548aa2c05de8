//! O que os programas recebem na linha de comando.

use std::error::Error;
use std::process::ExitCode;

use apoio::programa::registrar;
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

/// A maior corrente que se verifica: cabe na [`crate::regra::Regra`] e na tela.
pub const MAXIMO_DE_CONFIRMACOES: u32 = 100;

/// Entende um número de confirmações.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn confirmacoes(texto: &str) -> Result<u32, String> {
    match texto.trim().parse() {
        Ok(n) if n <= MAXIMO_DE_CONFIRMACOES => Ok(n),
        _ => Err(format!(
            "escreva um número inteiro de 0 a {MAXIMO_DE_CONFIRMACOES}"
        )),
    }
}

/// Entende uma quantidade que pode ser zero.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn inteiro<T: std::str::FromStr>(texto: &str) -> Result<T, String> {
    let lido = texto.trim().parse();
    lido.map_err(|_| "escreva um número inteiro, de 0 em diante".to_owned())
}

/// Entende quantas vezes sortear: limitado, para terminar ainda hoje.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn sorteios(texto: &str) -> Result<u32, String> {
    match texto.trim().parse() {
        Ok(n @ 1..=100_000) => Ok(n),
        _ => Err("escreva um número inteiro de 1 a 100000".to_owned()),
    }
}

/// Entende uma chance, com vírgula ou ponto.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn chance(texto: &str) -> Result<f64, String> {
    match texto.trim().replace(',', ".").parse() {
        // `abs` só muda o zero com sinal, que apareceria como "-0,00%".
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(f64::abs(p)),
        _ => Err("escreva um número de 0 a 1, como 0,1".to_owned()),
    }
}

/// O gerador, no começo da sequência que a semente escolhe. ChaCha tem
/// definição pública: a sequência é a mesma em qualquer máquina.
pub fn gerador(semente: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(semente)
}

/// Termina como quem recebeu argumentos que, juntos, não fazem sentido.
pub fn recusar(motivo: &dyn Error) -> ExitCode {
    registrar(format_args!("erro: {motivo}\nVeja as opções com --help"));
    ExitCode::from(2)
}
