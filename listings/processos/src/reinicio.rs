//! Quantas vezes reiniciar, e depois de quanto tempo.
//!
//! O limite é o do Erlang/OTP: mais de `maximo` reinícios dentro de `janela`, e se
//! desiste. O recuo dobra a cada reinício que ainda está na janela.

use std::collections::VecDeque;
use std::time::Duration;

#[derive(Debug, Clone, Copy)]
pub struct Politica {
    /// Quantos reinícios cabem numa janela.
    pub maximo: usize,
    pub janela: Duration,
    /// A primeira espera, antes do sorteio.
    pub base: Duration,
    /// A maior espera.
    pub teto: Duration,
}

impl Default for Politica {
    fn default() -> Self {
        Self {
            maximo: 5,
            janela: Duration::from_secs(10),
            base: Duration::from_millis(100),
            teto: Duration::from_secs(2),
        }
    }
}

/// A memória dos reinícios. O tempo vem de fora: é o que passou desde o começo.
#[derive(Debug)]
pub struct Reinicios {
    politica: Politica,
    quando: VecDeque<Duration>,
    sorteio: fastrand::Rng,
}

impl Reinicios {
    pub fn novos(politica: Politica, semente: u64) -> Self {
        Self {
            politica,
            quando: VecDeque::new(),
            sorteio: fastrand::Rng::with_seed(semente),
        }
    }

    // ANCHOR: pedir
    /// Algo morreu em `agora`: quando pôr de pé? `None` é desistir.
    pub fn pedir(&mut self, agora: Duration) -> Option<Duration> {
        let janela = self.politica.janela;
        self.quando
            .retain(|&vez| agora.saturating_sub(vez) < janela);
        if self.quando.len() >= self.politica.maximo {
            return None;
        }
        let dobras = u32::try_from(self.quando.len()).unwrap_or(u32::MAX);
        self.quando.push_back(agora);
        let vezes = 2u32.saturating_pow(dobras);
        let espera = self.politica.base.saturating_mul(vezes);
        let espera = espera.min(self.politica.teto);
        // Metade certa, metade sorteada: quem caiu junto não volta junto.
        let metade = espera / 2;
        Some(agora + metade + metade.mul_f64(self.sorteio.f64()))
    }
    // ANCHOR_END: pedir
}
