//! O que acontece quando se sorteiam máquinas e se conta.
//!
//! A simulação não conhece fórmula nenhuma: por isso serve para conferi-la.

use rand::{Rng, RngExt};

use crate::grupo::Grupo;
use crate::probabilidade::Probabilidade;

/// Sorteios que uma contagem pode pedir: uns segundos sem otimização.
pub const MAXIMO_DE_SORTEIOS: u64 = 50_000_000;

/// Um grupo e o que pode pará-lo.
#[derive(Debug, Clone, Copy)]
pub struct Cenario {
    pub grupo: Grupo,
    /// A chance de cada máquina estar parada, sem combinar com as outras.
    pub parada: Probabilidade,
    /// A chance de algo derrubar todas de uma vez: a tomada, o incêndio, o defeito comum.
    pub causa_comum: Probabilidade,
}

/// Quantas vezes o grupo estava parado, em quantas rodadas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contagem {
    pub paradas: u32,
    pub rodadas: u32,
}

/// A simulação pedida não termina em tempo razoável.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{rodadas} rodadas de {n} máquinas passam de {} milhões de sorteios; \
     diminua --rodadas ou --n",
    MAXIMO_DE_SORTEIOS / 1_000_000
)]
pub struct SorteiosDemais {
    rodadas: u32,
    n: u32,
}

impl Cenario {
    /// Máquinas que falham cada uma por si.
    pub fn independente(grupo: Grupo, parada: Probabilidade) -> Self {
        Self {
            grupo,
            parada,
            causa_comum: Probabilidade::ZERO,
        }
    }

    // ANCHOR: rodada
    /// Sorteia o estado de cada máquina e diz se o grupo está parado.
    fn parou(&self, sorte: &mut impl Rng) -> bool {
        if sorte.random_bool(self.causa_comum.valor()) {
            return true;
        }
        let mut paradas = 0;
        for _ in 0..self.grupo.maquinas() {
            if sorte.random_bool(self.parada.valor()) {
                paradas += 1;
            }
            if paradas > self.grupo.toleradas() {
                return true; // as que faltam sortear já não mudam nada
            }
        }
        false
    }

    /// Repete o sorteio e conta.
    ///
    /// # Errors
    /// Se a conta passa de [`MAXIMO_DE_SORTEIOS`].
    pub fn contar(
        &self,
        rodadas: u32,
        sorte: &mut impl Rng,
    ) -> Result<Contagem, SorteiosDemais> {
        self.caber(rodadas)?;
        let paradas = (0..rodadas).map(|_| u32::from(self.parou(sorte))).sum();
        Ok(Contagem { paradas, rodadas })
    }
    // ANCHOR_END: rodada

    /// Diz se a contagem terminaria logo, antes de começar.
    ///
    /// # Errors
    /// Se a conta passa de [`MAXIMO_DE_SORTEIOS`].
    pub fn caber(&self, rodadas: u32) -> Result<(), SorteiosDemais> {
        let n = self.grupo.maquinas();
        if u64::from(n) * u64::from(rodadas) > MAXIMO_DE_SORTEIOS {
            return Err(SorteiosDemais { rodadas, n });
        }
        Ok(())
    }
}

impl Contagem {
    /// A fração das rodadas em que o grupo estava parado.
    pub fn frequencia(self) -> f64 {
        f64::from(self.paradas) / f64::from(self.rodadas)
    }

    /// A mesma contagem, das rodadas em que o grupo servia.
    #[must_use]
    pub fn complemento(self) -> Self {
        Self {
            paradas: self.rodadas - self.paradas,
            ..self
        }
    }
}
