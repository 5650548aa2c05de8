//! Um canal de má vontade: perde, repete e atrasa, segundo uma semente.
//!
//! A decisão está aqui; [`transito`] guarda o que ainda não chegou, e [`rele`]
//! é o mesmo adversário entre dois sockets de verdade.

pub mod rele;
pub mod transito;

use std::time::Duration;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// O quanto o canal maltrata.
#[derive(Debug, Clone, Copy)]
pub struct Maldade {
    /// A chance de um datagrama sumir.
    pub perda: f64,
    /// A chance de um datagrama que não sumiu virar dois.
    pub duplicacao: f64,
    /// Cada cópia espera entre zero e isto: é o que embaralha.
    pub atraso: Duration,
}

impl Maldade {
    /// O canal que entrega tudo, uma vez, na hora.
    pub const NENHUMA: Self = Self {
        perda: 0.0,
        duplicacao: 0.0,
        atraso: Duration::ZERO,
    };
}

/// Decide o destino de cada datagrama.
#[derive(Debug)]
pub struct Adversario {
    maldade: Maldade,
    sorte: ChaCha8Rng,
}

impl Adversario {
    pub fn novo(maldade: Maldade, semente: u64) -> Self {
        Self {
            maldade,
            sorte: ChaCha8Rng::seed_from_u64(semente),
        }
    }

    // ANCHOR: decidir
    /// Um atraso por cópia que vai chegar: nenhum, se o datagrama se perde.
    pub fn decidir(&mut self) -> Vec<Duration> {
        if self.sorte.random_bool(self.maldade.perda) {
            return Vec::new();
        }
        let copias = 1 + usize::from(self.sorte.random_bool(self.maldade.duplicacao));
        // A quarta potência de um sorteio entre 0 e 1: metade das cópias espera
        // menos de um dezesseis avos do máximo, e uma ou outra, quase todo ele.
        (0..copias)
            .map(|_| self.sorte.random::<f64>().powi(4))
            .map(|fracao| self.maldade.atraso.mul_f64(fracao))
            .collect()
    }
    // ANCHOR_END: decidir
}
