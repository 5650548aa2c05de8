//! Percorrer todos os estados, em largura, guardando de onde se chegou a cada um.
//!
//! O verificador do stateright faz o mesmo; este, que guarda também as
//! transições, responde ao que ele não responde: de onde ainda se pode chegar a
//! uma condição, quantas transições há, e o que cada nó fez em todas elas.

use std::collections::VecDeque;
use std::collections::hash_map::{DefaultHasher, Entry, HashMap};
use std::hash::{Hash, Hasher};

use super::ator::Ator;
use super::estado::Estado;
use super::jogada::JogadaDe;
use super::sistema::Sistema;

/// O limite de transições foi atingido antes do fim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("passou de {0} transições: diminua o sistema, as faltas ou a fronteira")]
pub struct Demais(pub usize);

/// O que se visitou: o estado 0 é o inicial, e a ordem é a da distância.
#[derive(Debug, Default)]
pub struct Grafo {
    /// De que estado se chegou a este, e pela jogada de que número.
    pais: Vec<(u32, u32)>,
    transicoes: Vec<(u32, u32)>,
}

impl Grafo {
    /// Visita todos os estados alcançáveis, até `limite` transições. `visitar` vê cada um,
    /// o seu número e o que pode acontecer nele, e diz se se segue adiante.
    ///
    /// # Errors
    /// Se há mais transições que o limite.
    pub fn percorrer<A: Ator>(
        sistema: &Sistema<A>,
        limite: usize,
        mut visitar: impl FnMut(usize, &Estado<A>, &[(JogadaDe<A>, Estado<A>)]) -> bool,
    ) -> Result<Self, Demais> {
        let inicio = sistema.comeco();
        let mut vistos = HashMap::from([(impressao(&inicio), 0)]);
        let mut fila = VecDeque::from([inicio]);
        let mut grafo = Self {
            pais: vec![(0, 0)],
            transicoes: Vec::new(),
        };
        let mut atual = 0u32;
        while let Some(estado) = fila.pop_front() {
            let seguintes = sistema.seguintes(&estado);
            let segue = visitar(atual as usize, &estado, &seguintes);
            let seguintes = if segue { seguintes } else { Vec::new() };
            for (i, (_, seguinte)) in seguintes.into_iter().enumerate() {
                let novo = grafo.pais.len() as u32;
                let numero = match vistos.entry(impressao(&seguinte)) {
                    Entry::Occupied(visto) => *visto.get(),
                    Entry::Vacant(vaga) => {
                        grafo.pais.push((atual, i as u32));
                        fila.push_back(seguinte);
                        *vaga.insert(novo)
                    }
                };
                grafo.transicoes.push((atual, numero));
                if grafo.transicoes.len() > limite {
                    return Err(Demais(limite));
                }
            }
            atual += 1;
        }
        Ok(grafo)
    }

    /// Quantos estados foram visitados.
    pub fn estados(&self) -> usize {
        self.pais.len()
    }

    /// Quantas transições saem deles.
    pub fn transicoes(&self) -> usize {
        self.transicoes.len()
    }

    /// O primeiro estado de que não se chega a nenhum dos `bons`.
    pub(crate) fn sem_caminho_ate(&self, bons: &[bool]) -> Option<usize> {
        let mut chegam = bons.to_vec();
        let mut volta: Vec<Vec<u32>> = vec![Vec::new(); self.estados()];
        for &(de, para) in &self.transicoes {
            volta[para as usize].push(de);
        }
        let mut fila: Vec<usize> = (0..chegam.len()).filter(|&i| chegam[i]).collect();
        while let Some(i) = fila.pop() {
            for &antes in &volta[i] {
                if !std::mem::replace(&mut chegam[antes as usize], true) {
                    fila.push(antes as usize);
                }
            }
        }
        chegam.iter().position(|chega| !chega)
    }

    /// As jogadas do início ao estado de número `ate`: o caminho mais curto.
    pub(crate) fn caminho<A: Ator>(
        &self,
        sistema: &Sistema<A>,
        ate: usize,
    ) -> Vec<JogadaDe<A>> {
        let mut indices = Vec::new();
        let mut onde = ate;
        while onde != 0 {
            let (pai, jogada) = self.pais[onde];
            indices.push(jogada as usize);
            onde = pai as usize;
        }
        let mut estado = sistema.comeco();
        let mut jogadas = Vec::new();
        for indice in indices.into_iter().rev() {
            let (jogada, seguinte) = sistema.seguintes(&estado).swap_remove(indice);
            jogadas.push(jogada);
            estado = seguinte;
        }
        jogadas
    }
}

impl<A: Ator> Sistema<A> {
    /// As jogadas que mudam alguma coisa, cada uma com o estado a que leva.
    pub fn seguintes(&self, estado: &Estado<A>) -> Vec<(JogadaDe<A>, Estado<A>)> {
        let jogadas = self.jogadas(estado).into_iter();
        jogadas
            .filter_map(|jogada| {
                let seguinte = self.aplicar(estado, &jogada)?;
                Some((jogada, seguinte))
            })
            .collect()
    }

    /// Nada mais pode acontecer.
    pub fn acabou(&self, estado: &Estado<A>) -> bool {
        let mut jogadas = self.jogadas(estado).into_iter();
        jogadas.all(|jogada| self.aplicar(estado, &jogada).is_none())
    }
}

/// Sessenta e quatro bits bastam: com um milhão de estados, a chance de dois
/// diferentes terem a mesma impressão é de uma em trinta milhões.
fn impressao<A: Ator>(estado: &Estado<A>) -> u64 {
    let mut dispersor = DefaultHasher::new();
    estado.hash(&mut dispersor);
    dispersor.finish()
}
