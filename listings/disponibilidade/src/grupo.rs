//! Quantas máquinas há e quantas precisam estar de pé.

use std::str::FromStr;

/// Acima disto a tabela e a simulação demorariam mais do que ensinam.
pub const MAXIMO: u32 = 100_000;

/// `n` máquinas que servem enquanto ao menos `k` estiverem de pé.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grupo {
    n: u32,
    k: u32,
}

/// Por que não existe um grupo assim.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Impossivel {
    #[error("um grupo precisa de ao menos uma máquina")]
    SemMaquinas,
    #[error("um grupo que não precisa de nenhuma máquina nunca para: k começa em 1")]
    NaoPrecisaDeNada,
    #[error("não há como precisar de {k} máquinas num grupo de {n}")]
    PrecisaDemais { k: u32, n: u32 },
    #[error("{n} máquinas é demais para esta simulação; o máximo é {MAXIMO}")]
    GrandeDemais { n: u32 },
}

impl Grupo {
    /// # Errors
    /// Se `n` é 0 ou passa de [`MAXIMO`], ou se `k` não está entre 1 e `n`.
    pub fn novo(k: u32, n: u32) -> Result<Self, Impossivel> {
        match (k, n) {
            (_, 0) => Err(Impossivel::SemMaquinas),
            (_, n) if n > MAXIMO => Err(Impossivel::GrandeDemais { n }),
            (0, _) => Err(Impossivel::NaoPrecisaDeNada),
            (k, n) if k > n => Err(Impossivel::PrecisaDemais { k, n }),
            (k, n) => Ok(Self { n, k }),
        }
    }

    pub fn maquinas(self) -> u32 {
        self.n
    }

    /// Quantas precisam estar de pé.
    pub fn necessarias(self) -> u32 {
        self.k
    }

    /// Quantas podem parar sem que o grupo pare.
    pub fn toleradas(self) -> u32 {
        self.n - self.k
    }
}

/// De quantas máquinas o serviço precisa, antes de saber quantas há.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exigencia {
    Todas,
    Maioria,
    Uma,
    AoMenos(u32),
}

impl Exigencia {
    /// # Errors
    /// Os de [`Grupo::novo`].
    pub fn em(self, n: u32) -> Result<Grupo, Impossivel> {
        let k = match self {
            Self::Todas => n,
            Self::Maioria => n / 2 + 1,
            Self::Uma => 1,
            Self::AoMenos(k) => k,
        };
        Grupo::novo(k, n)
    }
}

impl FromStr for Exigencia {
    type Err = &'static str;

    fn from_str(texto: &str) -> Result<Self, Self::Err> {
        match texto {
            "todas" => Ok(Self::Todas),
            "maioria" => Ok(Self::Maioria),
            "uma" => Ok(Self::Uma),
            numero => numero
                .parse()
                .map(Self::AoMenos)
                .map_err(|_| "escreva todas, maioria, uma ou um número inteiro"),
        }
    }
}
