//! As topologias do capítulo, para qualquer número de estações.

use super::{Enlace, Rede};

/// Uma maneira de ligar estações.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tipo {
    Linha,
    Barramento,
    AnelComToken,
    AnelComDesvio,
    AnelDuplo,
    Estrela,
    Malha,
}

impl Tipo {
    /// Na ordem em que o capítulo as apresenta.
    pub const TODOS: [Self; 7] = [
        Self::Linha,
        Self::Barramento,
        Self::AnelComToken,
        Self::AnelComDesvio,
        Self::AnelDuplo,
        Self::Estrela,
        Self::Malha,
    ];

    pub fn nome(self) -> &'static str {
        match self {
            Self::Linha => "linha",
            Self::Barramento => "barramento",
            Self::AnelComToken => "anel com token",
            Self::AnelComDesvio => "anel com desvio",
            Self::AnelDuplo => "anel duplo",
            Self::Estrela => "estrela",
            Self::Malha => "malha completa",
        }
    }
}

/// A rede de `n` estações ligadas dessa maneira.
pub fn montar(tipo: Tipo, n: usize) -> Rede {
    let dois = |a, b| Enlace::DuasMaos(vec![a, b]);
    let seguinte = |i| (i + 1) % n;
    let enlaces = match tipo {
        Tipo::Linha => (1..n).map(|i| dois(i - 1, i)).collect(),
        Tipo::Barramento => vec![Enlace::DuasMaos((0..n).collect())],
        Tipo::AnelComToken | Tipo::AnelComDesvio => {
            let para = |de| Enlace::MaoUnica {
                de,
                para: seguinte(de),
            };
            (0..n).map(para).collect()
        }
        Tipo::AnelDuplo => (0..n).map(|i| dois(i, seguinte(i))).collect(),
        Tipo::Estrela => (0..n).map(|i| dois(i, n)).collect(),
        Tipo::Malha => (0..n)
            .flat_map(|b| (0..b).map(move |a| dois(a, b)))
            .collect(),
    };
    Rede {
        estacoes: n,
        pecas: usize::from(tipo == Tipo::Estrela),
        enlaces,
        desvio: tipo == Tipo::AnelComDesvio,
    }
}
