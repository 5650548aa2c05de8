//! O que se reduz: números de 64 bits e as quatro operações.

use std::fmt::Display;
use std::str::FromStr;

use clap::ValueEnum;

/// Como dois valores viram um.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Operacao {
    Soma,
    Produto,
    Maximo,
    Minimo,
}

impl Display for Operacao {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Soma => "a soma",
            Self::Produto => "o produto",
            Self::Maximo => "o máximo",
            Self::Minimo => "o mínimo",
        })
    }
}

/// Um real mais comprido do que isto se escreve com expoente.
const MAIS_LETRAS: usize = 20;

/// Um número que viaja em oito bytes.
pub trait Elemento: Copy + FromStr {
    /// Como se escreve um: para a mensagem de erro.
    const FORMATO: &'static str;

    /// Como se mostra: curto, porque um relato leva milhares deles.
    fn texto(self) -> String;

    fn para_bytes(self) -> [u8; 8];
    fn de_bytes(bytes: [u8; 8]) -> Self;

    /// Aplica a operação; `None` se o resultado não cabe no tipo.
    fn aplicar(operacao: Operacao, a: Self, b: Self) -> Option<Self>;

    /// Se pode entrar numa redução: infinito e NaN não podem.
    fn serve(self) -> bool;
}

impl Elemento for i64 {
    const FORMATO: &'static str = "um inteiro de 64 bits";

    fn aplicar(operacao: Operacao, a: Self, b: Self) -> Option<Self> {
        match operacao {
            // Dar a volta em silêncio entregaria um total errado a todos.
            Operacao::Soma => a.checked_add(b),
            Operacao::Produto => a.checked_mul(b),
            Operacao::Maximo => Some(a.max(b)),
            Operacao::Minimo => Some(a.min(b)),
        }
    }

    fn texto(self) -> String {
        self.to_string()
    }

    fn para_bytes(self) -> [u8; 8] {
        self.to_be_bytes()
    }

    fn de_bytes(bytes: [u8; 8]) -> Self {
        Self::from_be_bytes(bytes)
    }

    fn serve(self) -> bool {
        true
    }
}

impl Elemento for f64 {
    const FORMATO: &'static str = "um número finito, com ponto decimal";

    fn aplicar(operacao: Operacao, a: Self, b: Self) -> Option<Self> {
        let resultado = match operacao {
            Operacao::Soma => a + b,
            Operacao::Produto => a * b,
            Operacao::Maximo => a.max(b),
            Operacao::Minimo => a.min(b),
        };
        resultado.serve().then_some(resultado)
    }

    fn texto(self) -> String {
        let por_extenso = self.to_string();
        // 1e308 por extenso tem 309 algarismos.
        match por_extenso.len() > MAIS_LETRAS {
            true => format!("{self:e}"),
            false => por_extenso,
        }
    }

    fn para_bytes(self) -> [u8; 8] {
        self.to_bits().to_be_bytes()
    }

    fn de_bytes(bytes: [u8; 8]) -> Self {
        Self::from_bits(u64::from_be_bytes(bytes))
    }

    fn serve(self) -> bool {
        self.is_finite()
    }
}
