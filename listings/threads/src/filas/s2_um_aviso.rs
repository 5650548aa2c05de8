//! Errada: produtores e consumidores esperam na mesma sala, e o aviso acorda um
//! qualquer.

use std::collections::VecDeque;

use crate::sinc::{Condvar, Mutex};

pub struct Fila<T> {
    itens: Mutex<VecDeque<T>>,
    mudou: Condvar,
    lugares: usize,
}

impl<T> Fila<T> {
    pub fn nova(lugares: usize) -> Self {
        Self {
            itens: Mutex::new(VecDeque::new()),
            mudou: Condvar::new(),
            lugares,
        }
    }

    // ANCHOR: por
    pub fn por(&self, item: T) {
        let mut itens = self.itens.lock().expect("ninguém entra em pânico aqui");
        while itens.len() == self.lugares {
            itens = self
                .mudou
                .wait(itens)
                .expect("ninguém entra em pânico aqui");
        }
        itens.push_back(item);
        self.mudou.notify_one();
    }

    pub fn tirar(&self) -> T {
        let mut itens = self.itens.lock().expect("ninguém entra em pânico aqui");
        loop {
            if let Some(item) = itens.pop_front() {
                self.mudou.notify_one();
                return item;
            }
            itens = self
                .mudou
                .wait(itens)
                .expect("ninguém entra em pânico aqui");
        }
    }
    // ANCHOR_END: por
}
