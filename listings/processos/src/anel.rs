//! Um anel em memória compartilhada: um produtor, um consumidor, nenhum sistema
//! operacional no meio.
//!
//! ```text
//! palavra 0       quantos itens o consumidor já levou
//! depois, por lugar:  [ selo | sete palavras do item ]
//! ```
//!
//! O item n está no lugar n mod lugares, e está inteiro quando o selo do lugar é
//! n + 1. O selo é a última palavra escrita: quem morre antes dele não deixou nada.

use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use crate::sinc::AtomicU64;

/// Palavras de um item.
pub const PALAVRAS: usize = 7;
/// Com o selo, um lugar ocupa 64 bytes.
const LUGAR: usize = PALAVRAS + 1;
const CABECALHO: usize = 1;

pub type Item = [u64; PALAVRAS];

/// Quantas palavras de memória ocupa um anel com tantos lugares.
pub const fn tamanho(lugares: usize) -> usize {
    CABECALHO + lugares * LUGAR
}

fn lugar(memoria: &[AtomicU64], item: u64) -> &[AtomicU64] {
    let lugares = ((memoria.len() - CABECALHO) / LUGAR) as u64;
    let inicio = CABECALHO + usize::try_from(item % lugares).expect("cabe") * LUGAR;
    &memoria[inicio..inicio + LUGAR]
}

/// A ponta de quem põe.
pub struct Produtor<'m> {
    memoria: &'m [AtomicU64],
    proximo: u64,
}

impl<'m> Produtor<'m> {
    // ANCHOR: retomar
    /// Começa ou retoma: o próximo item é o primeiro que ninguém selou.
    pub fn novo(memoria: &'m [AtomicU64]) -> Self {
        let mut proximo = memoria[0].load(Acquire);
        while lugar(memoria, proximo)[0].load(Acquire) == proximo + 1 {
            proximo += 1;
        }
        Self { memoria, proximo }
    }
    // ANCHOR_END: retomar

    /// O número do próximo item.
    pub fn proximo(&self) -> u64 {
        self.proximo
    }

    // ANCHOR: por
    /// Põe o item, se há lugar. `antes` é chamada antes de cada palavra escrita.
    pub fn por(&mut self, item: &Item, mut antes: impl FnMut()) -> bool {
        let lugares = ((self.memoria.len() - CABECALHO) / LUGAR) as u64;
        let levados = self.memoria[0].load(Acquire);
        if self.proximo - levados == lugares {
            return false;
        }
        let [selo, palavras @ ..] = lugar(self.memoria, self.proximo) else {
            unreachable!("um lugar tem selo e palavras");
        };
        for (palavra, &valor) in palavras.iter().zip(item) {
            antes();
            palavra.store(valor, Relaxed);
        }
        antes();
        // Release: quem vir o selo vê as sete palavras.
        selo.store(self.proximo + 1, Release);
        self.proximo += 1;
        true
    }
    // ANCHOR_END: por
}

/// A ponta de quem tira.
pub struct Consumidor<'m> {
    memoria: &'m [AtomicU64],
}

impl<'m> Consumidor<'m> {
    pub fn novo(memoria: &'m [AtomicU64]) -> Self {
        Self { memoria }
    }

    // ANCHOR: tirar
    /// Tira o próximo item, se ele já está selado.
    pub fn tirar(&mut self) -> Option<Item> {
        let levados = self.memoria[0].load(Relaxed);
        let [selo, palavras @ ..] = lugar(self.memoria, levados) else {
            unreachable!("um lugar tem selo e palavras");
        };
        if selo.load(Acquire) != levados + 1 {
            return None;
        }
        let item = std::array::from_fn(|i| palavras[i].load(Relaxed));
        // Release: as leituras acima vêm antes de o produtor reusar o lugar.
        self.memoria[0].store(levados + 1, Release);
        Some(item)
    }
    // ANCHOR_END: tirar
}

/// O item de cada número: quem o recebe sabe dizer se está inteiro. Nenhum é só de
/// zeros, como a memória nova.
pub fn exemplo(numero: u64) -> Item {
    std::array::from_fn(|i| {
        (numero + 1)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(i as u32)
    })
}
