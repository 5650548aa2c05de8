//! As opções dos programas `primos` e `supervisor`.

mod primos;
mod vigilia;

pub use primos::{Meio, Primos};
pub use vigilia::Vigilancia;

/// Entende um número inteiro, e diz em português por que não o entendeu.
fn inteiro<T: std::str::FromStr>(texto: &str) -> Result<T, String> {
    let numero = texto.parse();
    numero.map_err(|_| "escreva um número inteiro, sem sinal".to_owned())
}
