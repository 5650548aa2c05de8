//! O que acontece quando se sorteiam máquinas e se conta.
//!
//! A simulação não conhece fórmula nenhuma: por isso serve para conferi-la.

use rand::{Rng, RngExt};

use crate::grupo::Grupo;
use crate::probabilidade::Probabilidade;

/// Sorteios que um programa pode pedir ao todo: menos de um minuto, mesmo sem
/// otimização.
pub const MAXIMO_DE_SORTEIOS: u64 = 100_000_000;

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
    "a simulação passaria de {} milhões de sorteios; diminua --rodadas ou --n",
    MAXIMO_DE_SORTEIOS / 1_000_000
)]
pub struct SorteiosDemais;

/// Diz, antes de começar, se sortear `rodadas` vezes grupos destes tamanhos
/// terminaria logo.
///
/// # Errors
/// Se a soma passa de [`MAXIMO_DE_SORTEIOS`].
pub fn caber(
    tamanhos: impl IntoIterator<Item = u32>,
    rodadas: u32,
) -> Result<(), SorteiosDemais> {
    let maquinas: u64 = tamanhos.into_iter().map(u64::from).sum();
    if maquinas.saturating_mul(rodadas.into()) > MAXIMO_DE_SORTEIOS {
        return Err(SorteiosDemais);
    }
    Ok(())
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
        caber([self.grupo.maquinas()], rodadas)?;
        let paradas = (0..rodadas).map(|_| u32::from(self.parou(sorte))).sum();
        Ok(Contagem { paradas, rodadas })
    }
    // ANCHOR_END: rodada
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
