//! O balde de fichas: uma rajada passa, um excesso sustentado não.

use std::time::Duration;

use tokio::time::Instant;

/// Cada fala gasta uma ficha; as fichas voltam a tantas por segundo.
pub struct Balde {
    fichas: f64,
    cabem: f64,
    por_segundo: f64,
    quando: Instant,
}

impl Balde {
    /// Começa cheio.
    pub fn novo(cabem: u32, por_segundo: u32) -> Self {
        Self {
            fichas: cabem.into(),
            cabem: cabem.into(),
            por_segundo: por_segundo.into(),
            quando: Instant::now(),
        }
    }

    /// Gasta uma ficha; falso se não há.
    pub fn tirar(&mut self) -> bool {
        let ha = self.falta().is_zero();
        if ha {
            self.fichas -= 1.0;
        }
        ha
    }

    /// Quanto falta para haver uma ficha.
    pub fn falta(&mut self) -> Duration {
        let agora = Instant::now();
        let novas = (agora - self.quando).as_secs_f64() * self.por_segundo;
        (self.fichas, self.quando) = ((self.fichas + novas).min(self.cabem), agora);
        Duration::from_secs_f64((1.0 - self.fichas).max(0.0) / self.por_segundo)
    }
}
