//! A fila das tarefas que têm o que fazer, e a vez de cada uma.

use std::collections::VecDeque;
use std::time::Duration;

use crate::sinc::{AtomicBool, Condvar, Mutex, MutexGuard, Ordering};

/// O número de uma tarefa, que não se repete num executor.
pub type Id = usize;

/// As tarefas prontas, na ordem em que foram acordadas.
///
/// Não tem limite porque não precisa: cada tarefa está nela uma vez, no máximo.
#[derive(Default)]
pub struct Fila {
    prontas: Mutex<VecDeque<Id>>,
    chegou: Condvar,
}

impl Fila {
    pub fn por(&self, id: Id) {
        self.trancar().push_back(id);
        self.chegou.notify_one();
    }

    /// A próxima, se houver.
    pub fn tirar(&self) -> Option<Id> {
        self.trancar().pop_front()
    }

    pub fn quantas(&self) -> usize {
        self.trancar().len()
    }

    /// Dorme até que haja uma pronta.
    pub fn esperar(&self) {
        let mut prontas = self.trancar();
        while prontas.is_empty() {
            prontas = self.chegou.wait(prontas).expect("a trava é só da fila");
        }
    }

    /// Dorme até que haja uma pronta, ou até que o tempo passe.
    pub fn esperar_no_maximo(&self, tempo: Duration) {
        let prontas = self.trancar();
        if prontas.is_empty() {
            // Acordar cedo demais não faz mal: quem chamou confere e volta.
            let _acordou = self.chegou.wait_timeout(prontas, tempo);
        }
    }

    fn trancar(&self) -> MutexGuard<'_, VecDeque<Id>> {
        self.prontas.lock().expect("a trava é só da fila")
    }
}

// ANCHOR: vez
/// A vez de uma tarefa: ela está na fila, ou não está.
pub struct Vez {
    id: Id,
    na_fila: AtomicBool,
}

impl Vez {
    pub fn nova(id: Id) -> Self {
        let na_fila = AtomicBool::new(false);
        Self { id, na_fila }
    }

    /// Põe a tarefa na fila, se já não estiver lá.
    pub fn pedir(&self, fila: &Fila) {
        if !self.na_fila.swap(true, Ordering::AcqRel) {
            fila.por(self.id);
        }
    }

    /// A vez chegou. Chame antes de perguntar, nunca depois: um pedido feito
    /// durante a pergunta precisa pôr a tarefa na fila outra vez.
    pub fn chegou(&self) {
        // swap, e não store: é preciso ver o que fez quem achou a marca posta.
        self.na_fila.swap(false, Ordering::AcqRel);
    }
}
// ANCHOR_END: vez
