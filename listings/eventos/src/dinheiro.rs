//! Dinheiro em centavos inteiros.
//!
//! Um `f64` não guarda R$ 0,10 com exatidão, e a soma de dez deles não é 1.

use std::fmt;
use std::str::FromStr;

/// O maior valor de um movimento: um bilhão de reais. Um zero a mais digitado
/// por engano é recusado antes de virar fato.
pub const MAIOR_VALOR: Centavos = Centavos(100_000_000_000);

/// Uma quantia, em centavos. Não existe quantia negativa: quem tira, subtrai.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Centavos(pub u64);

/// Por que um texto não é um valor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeValor {
    #[error("{0:?} não é um valor: escreva como 10 ou 10,50, sem sinal nem ponto")]
    Forma(String),
    #[error("o valor vai de 0,01 a {MAIOR_VALOR}")]
    Faixa,
}

impl FromStr for Centavos {
    type Err = ErroDeValor;

    /// Lê `10` ou `10,50`, algarismo por algarismo, sem passar por um `f64`.
    fn from_str(texto: &str) -> Result<Self, ErroDeValor> {
        let forma = || ErroDeValor::Forma(texto.chars().take(40).collect());
        let (reais, centavos) = texto.split_once(',').unwrap_or((texto, "00"));
        let so_algarismos = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if reais.is_empty() || centavos.len() != 2 {
            return Err(forma());
        }
        if !so_algarismos(reais) || !so_algarismos(centavos) {
            return Err(forma());
        }
        // Só falta não caber: `1` seguido de trinta zeros é bem escrito.
        let total = format!("{reais}{centavos}").parse().map(Centavos);
        let total = total.map_err(|_| ErroDeValor::Faixa)?;
        total.de_movimento().ok_or(ErroDeValor::Faixa)
    }
}

impl Centavos {
    /// O próprio valor, se serve para um movimento: nem zero nem absurdo.
    pub fn de_movimento(self) -> Option<Self> {
        (Centavos(1)..=MAIOR_VALOR).contains(&self).then_some(self)
    }

    /// Soma, se couber.
    pub fn mais(self, outra: Self) -> Option<Self> {
        self.0.checked_add(outra.0).map(Self)
    }

    /// Subtrai, se houver de onde.
    pub fn menos(self, outra: Self) -> Option<Self> {
        self.0.checked_sub(outra.0).map(Self)
    }
}

impl fmt::Display for Centavos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `pad` respeita a largura pedida: os extratos alinham à direita.
        f.pad(&format!("{},{:02}", self.0 / 100, self.0 % 100))
    }
}
