//! Um contador que várias threads somam, do que perde somas ao que não perde.

use std::io;
use std::sync::atomic::Ordering;
use std::thread::{self, Builder};

use crate::sinc::{AtomicU32, Mutex};

// ANCHOR: ingenuo
/// Errado: entre ler e escrever, outra thread pode ler o mesmo valor.
#[derive(Default)]
pub struct Ingenuo(AtomicU32);

impl Ingenuo {
    pub fn somar_um(&self) {
        let lido = self.0.load(Ordering::SeqCst);
        self.0.store(lido + 1, Ordering::SeqCst);
    }
}
// ANCHOR_END: ingenuo

impl Ingenuo {
    pub fn total(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }
}

// ANCHOR: atomico
/// Certo: ler, somar e escrever são um passo só, que o processador não divide.
///
/// `Relaxed` basta: ninguém usa o contador para saber se *outro* dado está
/// pronto, e o total só é lido depois do `join`, que já ordena tudo.
#[derive(Default)]
pub struct Atomico(AtomicU32);

impl Atomico {
    pub fn somar_um(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}
// ANCHOR_END: atomico

impl Atomico {
    pub fn somar(&self, quanto: u32) {
        self.0.fetch_add(quanto, Ordering::Relaxed);
    }

    pub fn total(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

// ANCHOR: trancado
/// Certo: a trava faz dos três passos uma região crítica.
#[derive(Default)]
pub struct Trancado(Mutex<u32>);

impl Trancado {
    pub fn somar_um(&self) {
        let mut total = self.0.lock().expect("somar não entra em pânico");
        *total += 1;
    } // a trava se abre aqui, quando `total` sai de cena
}
// ANCHOR_END: trancado

impl Trancado {
    pub fn total(&self) -> u32 {
        *self.0.lock().expect("somar não entra em pânico")
    }
}

/// Faz `somar_um`, `vezes` vezes, em cada uma de `threads` threads.
///
/// # Errors
/// Se o sistema não criar as threads.
pub fn em_threads(
    threads: usize,
    vezes: usize,
    somar_um: impl Fn() + Sync,
) -> io::Result<()> {
    thread::scope(|escopo| {
        for _ in 0..threads {
            Builder::new()
                .spawn_scoped(escopo, || (0..vezes).for_each(|_| somar_um()))?;
        }
        Ok(())
    })
}
