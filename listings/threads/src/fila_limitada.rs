//! A fila limitada certa: duas salas de espera, e um fim.

use std::collections::VecDeque;
use std::num::NonZero;

use crate::sinc::{Condvar, Mutex, MutexGuard};

// ANCHOR: tipo
/// Uma fila com lugar para um número fixo de itens. Quem põe espera lugar; quem
/// tira espera item; fechada, ninguém mais espera.
pub struct Fila<T> {
    estado: Mutex<Estado<T>>,
    ha_item: Condvar,
    ha_lugar: Condvar,
    lugares: NonZero<usize>,
}

struct Estado<T> {
    itens: VecDeque<T>,
    fechada: bool,
}
// ANCHOR_END: tipo

/// A fila já não aceita; aqui está o item de volta.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fila está fechada")]
pub struct Fechada<T>(pub T);

impl<T> Fila<T> {
    pub fn nova(lugares: NonZero<usize>) -> Self {
        let itens = VecDeque::new();
        Self {
            estado: Mutex::new(Estado {
                itens,
                fechada: false,
            }),
            ha_item: Condvar::new(),
            ha_lugar: Condvar::new(),
            lugares,
        }
    }

    // ANCHOR: por
    /// Põe um item no fim, esperando lugar se for preciso.
    ///
    /// # Errors
    /// Devolve o item se a fila foi fechada, antes ou durante a espera.
    pub fn por(&self, item: T) -> Result<(), Fechada<T>> {
        let mut estado = self.trancar();
        while estado.itens.len() == self.lugares.get() && !estado.fechada {
            estado = self.ha_lugar.wait(estado).expect(SEM_PANICO);
        }
        if estado.fechada {
            return Err(Fechada(item));
        }
        estado.itens.push_back(item);
        self.ha_item.notify_one();
        Ok(())
    }
    // ANCHOR_END: por

    // ANCHOR: tirar
    /// Tira o item do começo, esperando que haja um. `None` quando a fila está
    /// fechada e o que havia nela já foi tirado.
    pub fn tirar(&self) -> Option<T> {
        let mut estado = self.trancar();
        while estado.itens.is_empty() && !estado.fechada {
            estado = self.ha_item.wait(estado).expect(SEM_PANICO);
        }
        let item = estado.itens.pop_front();
        self.ha_lugar.notify_one();
        item
    }

    /// Não aceita mais itens e acorda todos os que esperavam.
    pub fn fechar(&self) {
        self.trancar().fechada = true;
        self.ha_item.notify_all();
        self.ha_lugar.notify_all();
    }
    // ANCHOR_END: tirar

    /// Quantos lugares estão ocupados agora. Quem lê já lê o passado.
    pub fn ocupados(&self) -> usize {
        self.trancar().itens.len()
    }

    fn trancar(&self) -> MutexGuard<'_, Estado<T>> {
        self.estado.lock().expect(SEM_PANICO)
    }
}

/// Com a trava fechada só se mexe na fila, e isso não entra em pânico.
const SEM_PANICO: &str = "ninguém entra em pânico com a fila trancada";
