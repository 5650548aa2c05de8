//! De que uma propriedade depende, e em que casos vale.
//!
//! Uma condição é uma função qualquer do estado do sistema; a página só conhece
//! números. Anota-se o valor dela em cada estado alcançável e procura-se o menor
//! conjunto de partes do estado que o determina.

use std::collections::{BTreeMap, BTreeSet};

use stateright::actor::Actor;

use super::{Julgamento, SemTabela};
use crate::modelo::propriedade::Propriedade;

/// O valor de uma condição em cada estado, descrito por inteiro: o estado de
/// cada nó, quem está caído, quantas mensagens viajam e se acabou.
pub struct Casos {
    nos: usize,
    valores: BTreeMap<Vec<i32>, bool>,
    /// Dois estados com a mesma descrição e valores diferentes.
    opaca: bool,
}

impl Casos {
    pub fn novos(nos: usize) -> Self {
        Self {
            nos,
            valores: BTreeMap::new(),
            opaca: false,
        }
    }

    pub fn anotar(&mut self, descricao: &[i32], vale: bool) {
        let antes = self.valores.insert(descricao.to_vec(), vale);
        self.opaca |= antes.is_some_and(|antes| antes != vale);
    }

    pub fn julgamento<A: Actor>(
        &self,
        propriedade: &Propriedade<A>,
    ) -> Result<Julgamento, SemTabela> {
        if self.opaca {
            return Err(SemTabela::Opaca(propriedade.nome.clone()));
        }
        let partes = self.partes();
        let projetados = self.projetar(&partes).unwrap_or_default();
        let com_valor = |vale: bool| -> BTreeSet<Vec<i32>> {
            let casos = projetados.iter().filter(|(_, v)| **v == vale);
            casos.map(|(caso, _)| caso.clone()).collect()
        };
        // Guarda-se a lista mais curta.
        let se = com_valor(true).len() <= com_valor(false).len();
        Ok(Julgamento {
            nome: propriedade.nome.clone(),
            tipo: propriedade.tipo.codigo().to_owned(),
            chave: partes.iter().map(|&parte| self.codigo(parte)).collect(),
            casos: com_valor(se).into_iter().collect(),
            se,
        })
    }

    /// Tira, de trás para a frente, cada parte de que o valor não depende.
    fn partes(&self) -> Vec<usize> {
        let mut partes: Vec<usize> = (0..self.nos + 3).collect();
        for parte in (0..self.nos + 3).rev() {
            let sem: Vec<usize> =
                partes.iter().copied().filter(|&p| p != parte).collect();
            if self.projetar(&sem).is_some() {
                partes = sem;
            }
        }
        partes
    }

    /// O valor de cada caso, só com essas partes; `None` se não o determinam.
    fn projetar(&self, partes: &[usize]) -> Option<BTreeMap<Vec<i32>, bool>> {
        let mut projetados = BTreeMap::new();
        for (descricao, vale) in &self.valores {
            let caso: Vec<i32> = partes.iter().map(|&p| descricao[p]).collect();
            if *projetados.entry(caso).or_insert(*vale) != *vale {
                return None;
            }
        }
        Some(projetados)
    }

    fn codigo(&self, parte: usize) -> i32 {
        let depois = parte as i32 - self.nos as i32;
        if depois < 0 {
            parte as i32
        } else {
            -1 - depois
        }
    }
}
