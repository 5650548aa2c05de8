//! Quando atacar: a decisão de um general, conforme o que recebeu.

use crate::general::Recebidas;

/// Uma regra de decisão: o conjunto das contagens com que se ataca.
///
/// Como o general só sabe quantas mensagens recebeu, qualquer regra que ele
/// possa seguir é um conjunto destes. O bit `n` ligado quer dizer: ataca com `n`;
/// o último vale também para quem recebeu mais.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Regra(u64);

impl Regra {
    /// Ataca quem recebeu ao menos `n` mensagens.
    pub fn ao_menos(n: u32) -> Self {
        Self(u64::MAX.checked_shl(n).unwrap_or(0))
    }

    /// Todas as regras de quem recebe de zero a `maximo` mensagens.
    pub fn todas(maximo: u32) -> impl Iterator<Item = Self> {
        (0..1u64 << (maximo + 1)).map(Self)
    }

    pub fn ataca(self, recebidas: Recebidas) -> bool {
        let bit = recebidas.0.min(u64::BITS - 1);
        self.0 >> bit & 1 == 1
    }
}
