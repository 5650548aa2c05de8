//! O número de sequência e quantos bits ele tem.

/// O número de uma mensagem dentro da conexão.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Numero(pub u32);

/// Com quantos bits se contam as mensagens: depois do maior vem o zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Largura(u32);

impl Largura {
    /// O protocolo de 1969: 0, 1, 0, 1…
    pub const UM_BIT: Self = Self(1);
    /// Uma cópia velha só engana se sobreviver a quatro bilhões de mensagens.
    pub const TRINTA_E_DOIS_BITS: Self = Self(32);

    pub fn seguinte(self, numero: Numero) -> Numero {
        Numero(numero.0.wrapping_add(1) & self.mascara())
    }

    /// De 1 a 32 bits; fora disso, `None`.
    pub fn bits(bits: u32) -> Option<Self> {
        (1..=32).contains(&bits).then_some(Self(bits))
    }

    pub fn anterior(self, numero: Numero) -> Numero {
        Numero(numero.0.wrapping_sub(1) & self.mascara())
    }

    fn mascara(self) -> u32 {
        u32::MAX >> (32 - self.0)
    }
}
