//! Quem ainda conversa quando algo cai.
//!
//! Uma rede são estações, peças que só repassam (o comutador da estrela) e
//! enlaces. Um enlace liga duas ou mais: no barramento, o cabo é um enlace só,
//! de todas. Duas estações conversam se há caminho de ida e de volta.

use std::collections::BTreeSet;

mod catalogo;
pub mod tabela;

pub use catalogo::{Tipo, montar};

/// Um enlace: entre membros que se ouvem todos, ou de uma para outra.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enlace {
    DuasMaos(Vec<usize>),
    MaoUnica { de: usize, para: usize },
}

/// Uma rede: os nós de 0 a `estacoes - 1` são estações; os outros, peças.
#[derive(Debug, Clone)]
pub struct Rede {
    pub estacoes: usize,
    pub pecas: usize,
    pub enlaces: Vec<Enlace>,
    /// O anel se fecha por cima da estação que cai.
    pub desvio: bool,
}

/// O que está quebrado.
#[derive(Debug, Clone, Default)]
pub struct Estrago {
    pub enlaces: BTreeSet<usize>,
    pub nos: BTreeSet<usize>,
}

impl Rede {
    // ANCHOR: pares
    /// Quantos pares de estações ainda conversam, nos dois sentidos.
    pub fn pares(&self, estrago: &Estrago) -> usize {
        let vivas: Vec<_> = (0..self.estacoes)
            .filter(|estacao| !estrago.nos.contains(estacao))
            .collect();
        let alcance: Vec<_> = (0..self.estacoes)
            .map(|estacao| self.alcance(estacao, estrago))
            .collect();
        let conversam = |a: usize, b: usize| alcance[a][b] && alcance[b][a];
        vivas
            .iter()
            .enumerate()
            .map(|(i, &a)| vivas[i + 1..].iter().filter(|&&b| conversam(a, b)).count())
            .sum()
    }

    /// O pior caso: o menor número de pares, entre todas as escolhas de
    /// `quantos` enlaces cortados; nenhum, se não há tantos para cortar.
    pub fn pior_corte(&self, quantos: usize) -> usize {
        let escolhas = combinacoes(self.enlaces.len(), quantos);
        let pares = escolhas.into_iter().map(|enlaces| {
            self.pares(&Estrago {
                enlaces,
                nos: BTreeSet::new(),
            })
        });
        pares.min().unwrap_or(0)
    }
    // ANCHOR_END: pares

    /// O pior caso quando cai uma estação.
    pub fn pior_estacao(&self) -> usize {
        self.pior_no(0..self.estacoes).unwrap_or(0)
    }

    /// O pior caso quando cai uma peça; nada, se não há peças.
    pub fn pior_peca(&self) -> Option<usize> {
        self.pior_no(self.estacoes..self.estacoes + self.pecas)
    }

    fn pior_no(&self, nos: std::ops::Range<usize>) -> Option<usize> {
        nos.map(|no| {
            self.pares(&Estrago {
                nos: BTreeSet::from([no]),
                enlaces: BTreeSet::new(),
            })
        })
        .min()
    }

    /// Que nós se alcançam a partir de `origem`.
    fn alcance(&self, origem: usize, estrago: &Estrago) -> Vec<bool> {
        let mut visto = vec![false; self.estacoes + self.pecas];
        let mut por_visitar = vec![origem];
        while let Some(no) = por_visitar.pop() {
            let parado = estrago.nos.contains(&no);
            // Com desvio, o sinal atravessa a estação parada sem que ela ouça.
            if visto[no] || (parado && !self.desvio) {
                continue;
            }
            visto[no] = true;
            for (indice, enlace) in self.enlaces.iter().enumerate() {
                if !estrago.enlaces.contains(&indice) {
                    por_visitar.extend(enlace.seguintes(no));
                }
            }
        }
        visto
    }
}

impl Enlace {
    /// Quem ouve o que `no` diz neste enlace.
    fn seguintes(&self, no: usize) -> Vec<usize> {
        match self {
            Self::DuasMaos(membros) if membros.contains(&no) => membros.clone(),
            Self::MaoUnica { de, para } if *de == no => vec![*para],
            _ => Vec::new(),
        }
    }
}

/// Todos os subconjuntos de `quantos` números de 0 a `n - 1`.
fn combinacoes(n: usize, quantos: usize) -> Vec<BTreeSet<usize>> {
    if quantos == 0 {
        return vec![BTreeSet::new()];
    }
    let mut todas = Vec::new();
    for maior in quantos - 1..n {
        for mut resto in combinacoes(maior, quantos - 1) {
            resto.insert(maior);
            todas.push(resto);
        }
    }
    todas
}
