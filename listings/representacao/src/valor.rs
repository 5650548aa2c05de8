//! O número exato, antes que qualquer layout o arredonde.

use std::cmp::Ordering;

use num_bigint::BigUint;

/// O que um layout pode guardar.
#[derive(Debug, Clone, PartialEq)]
pub enum Valor {
    Finito(Racional),
    Infinito {
        negativo: bool,
    },
    /// «Não é um número», com a carga encostada à esquerda de 128 bits: assim
    /// ela é a mesma em todas as larguras.
    Nan {
        negativo: bool,
        carga: u128,
    },
}

/// Uma fração com sinal. O zero também tem sinal, como nos layouts.
///
/// Uma fração, e não um decimal: 1/3 e 0,1 são exatos aqui, e todo número
/// guardado num layout também é.
#[derive(Debug, Clone)]
pub struct Racional {
    pub negativo: bool,
    pub numerador: BigUint,
    pub denominador: BigUint,
}

impl Racional {
    /// `inteiro` vezes 2 elevado a `expoente`.
    pub fn potencia(negativo: bool, inteiro: u128, expoente: i64) -> Self {
        let um = BigUint::from(1u8);
        let (numerador, denominador) = if expoente >= 0 {
            (BigUint::from(inteiro) << expoente, um)
        } else {
            (BigUint::from(inteiro), um << -expoente)
        };
        Self {
            negativo,
            numerador,
            denominador,
        }
    }

    pub fn e_zero(&self) -> bool {
        self.numerador == BigUint::ZERO
    }

    /// A distância entre os dois, sempre positiva.
    pub fn distancia(&self, outro: &Self) -> Self {
        let a = &self.numerador * &outro.denominador;
        let b = &outro.numerador * &self.denominador;
        let numerador = match self.negativo == outro.negativo {
            true if a > b => a - b,
            true => b - a,
            false => a + b,
        };
        Self {
            negativo: false,
            numerador,
            denominador: &self.denominador * &outro.denominador,
        }
    }

    /// O quociente dos módulos; `outro` não é zero.
    pub fn razao(&self, outro: &Self) -> Self {
        Self {
            negativo: false,
            numerador: &self.numerador * &outro.denominador,
            denominador: &self.denominador * &outro.numerador,
        }
    }

    /// Compara os módulos, sem olhar o sinal.
    pub fn comparar_modulo(&self, outro: &Self) -> Ordering {
        (&self.numerador * &outro.denominador)
            .cmp(&(&outro.numerador * &self.denominador))
    }

    /// O maior inteiro `e` com 2^e ≤ |self|; `self` não é zero.
    pub fn log2(&self) -> i64 {
        let palpite =
            self.numerador.bits().cast_signed() - self.denominador.bits().cast_signed();
        let limite = Self::potencia(false, 1, palpite);
        // O palpite erra por um quando o numerador começa mais baixo.
        palpite - i64::from(self.comparar_modulo(&limite) == Ordering::Less)
    }
}

impl PartialEq for Racional {
    fn eq(&self, outro: &Self) -> bool {
        self.negativo == outro.negativo && self.comparar_modulo(outro) == Ordering::Equal
    }
}
