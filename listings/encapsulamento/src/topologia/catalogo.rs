//! As topologias do capítulo, para qualquer número de estações.

use super::{Enlace, Rede};

/// Uma maneira de ligar estações.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tipo {
    Fila,
    Barramento,
    AnelComFicha,
    AnelComDesvio,
    AnelDuplo,
    Estrela,
    Malha,
}

impl Tipo {
    /// Na ordem em que o capítulo as apresenta.
    pub const TODOS: [Self; 7] = [
        Self::Fila,
        Self::Barramento,
        Self::AnelComFicha,
        Self::AnelComDesvio,
        Self::AnelDuplo,
        Self::Estrela,
        Self::Malha,
    ];

    pub fn nome(self) -> &'static str {
        match self {
            Self::Fila => "fila",
            Self::Barramento => "barramento",
            Self::AnelComFicha => "anel com ficha",
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
        Tipo::Fila => (1..n).map(|i| dois(i - 1, i)).collect(),
        Tipo::Barramento => vec![Enlace::DuasMaos((0..n).collect())],
        Tipo::AnelComFicha | Tipo::AnelComDesvio => {
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
