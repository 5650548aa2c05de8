//! Um número de 0 a 1, conferido uma vez: quem o recebe não precisa duvidar.

use std::str::FromStr;

/// A chance de algo acontecer, de 0 a 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Probabilidade(f64);

/// Por que um número não é uma probabilidade.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Invalida {
    #[error("uma probabilidade vai de 0 a 1")]
    ForaDaFaixa,
    #[error("escreva um número de 0 a 1, como 0,01")]
    NaoENumero,
}

impl Probabilidade {
    pub const ZERO: Self = Self(0.0);

    /// # Errors
    /// Se o valor está fora de 0 a 1, ou não é um número.
    pub fn nova(valor: f64) -> Result<Self, Invalida> {
        // `contains` é falso para NaN, que assim também é recusado.
        if (0.0..=1.0).contains(&valor) {
            Ok(Self(valor))
        } else {
            Err(Invalida::ForaDaFaixa)
        }
    }

    pub fn valor(self) -> f64 {
        self.0
    }

    /// A chance de o mesmo não acontecer: da disponibilidade à parada, e de volta.
    #[must_use]
    pub fn complemento(self) -> Self {
        Self(1.0 - self.0)
    }
}

impl FromStr for Probabilidade {
    type Err = Invalida;

    /// Aceita vírgula ou ponto: `0,01` é como se escreve aqui, `0.01` em Rust.
    fn from_str(texto: &str) -> Result<Self, Invalida> {
        let valor = texto.replace(',', ".").parse();
        valor.map_or(Err(Invalida::NaoENumero), Self::nova)
    }
}
