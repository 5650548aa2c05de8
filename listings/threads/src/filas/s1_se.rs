//! Errada: quem acorda confia em que o item ainda está lá.

use std::collections::VecDeque;

use crate::sinc::{Condvar, Mutex};

pub struct Fila<T> {
    itens: Mutex<VecDeque<T>>,
    ha_item: Condvar,
}

impl<T> Default for Fila<T> {
    fn default() -> Self {
        Self {
            itens: Mutex::new(VecDeque::new()),
            ha_item: Condvar::new(),
        }
    }
}

impl<T> Fila<T> {
    pub fn por(&self, item: T) {
        let mut itens = self.itens.lock().expect("ninguém entra em pânico aqui");
        itens.push_back(item);
        self.ha_item.notify_one();
    }

    // ANCHOR: tirar
    /// # Panics
    /// Se outra thread levar o item entre o aviso e o despertar.
    pub fn tirar(&self) -> T {
        let mut itens = self.itens.lock().expect("ninguém entra em pânico aqui");
        if itens.is_empty() {
            itens = self
                .ha_item
                .wait(itens)
                .expect("ninguém entra em pânico aqui");
        }
        itens.pop_front().expect("acordei, logo há um item")
    }
    // ANCHOR_END: tirar
}
