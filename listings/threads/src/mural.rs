//! Um contador que anuncia até onde se pode ler, errado e certo.
//!
//! Nada aqui é `unsafe`: o compilador aceita as duas versões, e só uma funciona.

use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use crate::sinc::AtomicU32;

// ANCHOR: mural
/// Uma thread afixa recados e conta os que já estão lá; as outras leem até onde
/// a conta diz. `CERTO` escolhe a ordem de memória da conta.
pub struct Mural<const CERTO: bool> {
    recados: Vec<AtomicU32>,
    prontos: AtomicU32,
}

impl<const CERTO: bool> Mural<CERTO> {
    /// Escreve o recado e só depois o conta.
    pub fn afixar(&self, recado: u32) {
        let n = self.prontos.load(Relaxed);
        self.recados[n as usize].store(recado, Relaxed);
        let publicar = if CERTO { Release } else { Relaxed };
        self.prontos.store(n + 1, publicar);
    }

    /// O último recado contado; `None` se ainda não há algum.
    pub fn ultimo(&self) -> Option<u32> {
        let ver = if CERTO { Acquire } else { Relaxed };
        let ultimo = self.prontos.load(ver).checked_sub(1)?;
        Some(self.recados[ultimo as usize].load(Relaxed))
    }
}
// ANCHOR_END: mural

impl<const CERTO: bool> Mural<CERTO> {
    /// Um mural vazio, com lugar para `lugares` recados: afixar mais que isso é
    /// um pânico.
    pub fn novo(lugares: usize) -> Self {
        Self {
            recados: (0..lugares).map(|_| AtomicU32::new(0)).collect(),
            prontos: AtomicU32::new(0),
        }
    }
}
