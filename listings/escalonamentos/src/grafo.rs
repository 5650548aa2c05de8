//! O grafo de precedência e o veredito que sai dele.

use std::collections::{BTreeMap, VecDeque};

use crate::acao::{Acao, Transacao, transacoes};

/// Dois passos em conflito, contados de zero: o primeiro veio antes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prova {
    pub antes: usize,
    pub depois: usize,
}

/// `T1 → T2` quer dizer: em toda ordem serial equivalente, T1 vem antes.
#[derive(Debug)]
pub struct Grafo {
    pub transacoes: Vec<Transacao>,
    /// Cada aresta, com o primeiro par de passos que a obriga.
    pub arestas: BTreeMap<(Transacao, Transacao), Prova>,
}

/// O que o grafo diz do escalonamento.
#[derive(Debug, PartialEq, Eq)]
pub enum Veredito {
    /// Equivale a executar as transações nesta ordem.
    Serializavel(Vec<Transacao>),
    /// Cada uma teria de vir antes da seguinte, e a última antes da primeira.
    Ciclo(Vec<Transacao>),
}

impl Grafo {
    // ANCHOR: novo
    /// Uma aresta para cada par de transações com um conflito entre elas.
    pub fn novo(acoes: &[Acao]) -> Self {
        let mut arestas = BTreeMap::new();
        for (depois, uma) in acoes.iter().enumerate() {
            for (antes, outra) in acoes[..depois].iter().enumerate() {
                if outra.conflita(uma) {
                    let par = (outra.transacao, uma.transacao);
                    // A primeira prova basta; as outras diriam o mesmo.
                    arestas.entry(par).or_insert(Prova { antes, depois });
                }
            }
        }
        Self {
            transacoes: transacoes(acoes),
            arestas,
        }
    }
    // ANCHOR_END: novo

    // ANCHOR: veredito
    /// Tira do grafo, uma a uma, quem não espera ninguém. Se sobrar alguém, os
    /// que sobraram esperam uns pelos outros.
    pub fn veredito(&self) -> Veredito {
        let mut restam = self.transacoes.clone();
        let mut ordem = Vec::new();
        while let Some(i) = restam.iter().position(|&t| self.livre(t, &restam)) {
            ordem.push(restam.remove(i));
        }
        match restam.is_empty() {
            true => Veredito::Serializavel(ordem),
            false => Veredito::Ciclo(self.menor_ciclo(&restam)),
        }
    }
    // ANCHOR_END: veredito

    fn livre(&self, t: Transacao, restam: &[Transacao]) -> bool {
        !restam.iter().any(|&u| self.arestas.contains_key(&(u, t)))
    }

    /// O ciclo mais curto entre estas: é a prova mais fácil de conferir.
    fn menor_ciclo(&self, entre: &[Transacao]) -> Vec<Transacao> {
        let ciclos = entre.iter().filter_map(|&t| self.volta(t, entre));
        ciclos.min_by_key(Vec::len).unwrap_or_default()
    }

    /// O caminho mais curto que sai de `t` e volta a ela, por busca em largura.
    fn volta(&self, t: Transacao, entre: &[Transacao]) -> Option<Vec<Transacao>> {
        let mut veio_de = BTreeMap::new();
        let mut fila = VecDeque::from([t]);
        while let Some(atual) = fila.pop_front() {
            let vizinhas = entre.iter().copied();
            for u in vizinhas.filter(|&u| self.arestas.contains_key(&(atual, u))) {
                if u == t {
                    return Some(caminho(&veio_de, t, atual));
                }
                veio_de.entry(u).or_insert_with(|| {
                    fila.push_back(u);
                    atual
                });
            }
        }
        None
    }
}

fn caminho(
    veio_de: &BTreeMap<Transacao, Transacao>,
    inicio: Transacao,
    fim: Transacao,
) -> Vec<Transacao> {
    let mut caminho = vec![fim];
    while caminho.last() != Some(&inicio) {
        caminho.push(veio_de[&caminho[caminho.len() - 1]]);
    }
    caminho.reverse();
    caminho
}
