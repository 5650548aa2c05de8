//! Um layout de ponto flutuante diz quantos bits tem cada campo e como lê-los.

use std::fmt;

/// As duas famílias divergem na base do expoente, no bit que fica implícito,
/// no arredondamento e no que existe além dos números.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Familia {
    /// Base 2, primeiro bit implícito, arredonda ao par mais próximo; tem
    /// subnormais, infinitos e NaN.
    Ieee,
    /// Base 16, nada implícito, trunca; só tem números.
    Ibm,
}

// ANCHOR: layout
/// Um layout: sinal (sempre um bit), expoente e fração, nessa ordem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    pub nome: &'static str,
    pub familia: Familia,
    pub bits_do_expoente: u32,
    pub bits_da_fracao: u32,
}

pub const HALF: Layout = Layout::novo("ieee-half", Familia::Ieee, 5, 10);
pub const SINGLE: Layout = Layout::novo("ieee-single", Familia::Ieee, 8, 23);
pub const DOUBLE: Layout = Layout::novo("ieee-double", Familia::Ieee, 11, 52);
pub const QUAD: Layout = Layout::novo("ieee-quad", Familia::Ieee, 15, 112);
pub const IBM_SINGLE: Layout = Layout::novo("ibm-single", Familia::Ibm, 7, 24);
pub const IBM_DOUBLE: Layout = Layout::novo("ibm-double", Familia::Ibm, 7, 56);
// ANCHOR_END: layout

/// Todos, na ordem em que os programas os mostram.
pub const TODOS: [Layout; 6] = [HALF, SINGLE, DOUBLE, QUAD, IBM_SINGLE, IBM_DOUBLE];

/// Os três campos de um número guardado.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Campos {
    pub negativo: bool,
    pub expoente: u32,
    pub fracao: u128,
}

impl Layout {
    const fn novo(
        nome: &'static str,
        familia: Familia,
        expoente: u32,
        fracao: u32,
    ) -> Self {
        Self {
            nome,
            familia,
            bits_do_expoente: expoente,
            bits_da_fracao: fracao,
        }
    }

    /// O layout com este nome, se existe.
    pub fn de_nome(nome: &str) -> Option<Self> {
        TODOS.into_iter().find(|layout| layout.nome == nome)
    }

    /// Quantos bits o número ocupa, ao todo.
    pub const fn largura(self) -> u32 {
        1 + self.bits_do_expoente + self.bits_da_fracao
    }

    /// O que se soma ao expoente para que o campo nunca seja negativo.
    pub const fn vies(self) -> i64 {
        let metade = 1 << (self.bits_do_expoente - 1);
        match self.familia {
            Familia::Ieee => metade - 1,
            Familia::Ibm => metade,
        }
    }

    /// O maior valor do campo do expoente. No IEEE 754 ele não é número.
    pub const fn expoente_cheio(self) -> u32 {
        (1 << self.bits_do_expoente) - 1
    }

    /// O logaritmo, em base 2, do valor do último bit da fração quando o campo
    /// do expoente é `expoente`: é o tamanho do degrau entre dois vizinhos.
    pub const fn degrau(self, expoente: i64) -> i64 {
        let bits_por_expoente = match self.familia {
            Familia::Ieee => 1,
            Familia::Ibm => 4,
        };
        bits_por_expoente * (expoente - self.vies()) - self.bits_da_fracao as i64
    }

    /// Corta os bits nos três campos.
    pub const fn separar(self, bits: u128) -> Campos {
        Campos {
            negativo: (bits >> (self.largura() - 1)) & 1 == 1,
            expoente: (bits >> self.bits_da_fracao) as u32 & self.expoente_cheio(),
            fracao: bits & ((1 << self.bits_da_fracao) - 1),
        }
    }

    /// Cola os três campos. É o inverso de [`Layout::separar`].
    pub const fn juntar(self, campos: Campos) -> u128 {
        (campos.negativo as u128) << (self.largura() - 1)
            | (campos.expoente as u128) << self.bits_da_fracao
            | campos.fracao
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.nome)
    }
}
