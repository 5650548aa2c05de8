//! Uma caixa de correio: quem tira uma carta de uma caixa vazia pausa.
//!
//! É o menor exemplo de algo por que se espera. Não tem limite, para caber na
//! página: a de um programa de verdade tem, e o capítulo diz por quê.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};

pub struct Caixa<T> {
    dentro: Mutex<Dentro<T>>,
}

struct Dentro<T> {
    cartas: VecDeque<T>,
    quem_espera: Option<Waker>,
}

impl<T> Default for Caixa<T> {
    fn default() -> Self {
        let (cartas, quem_espera) = (VecDeque::new(), None);
        Self {
            dentro: Mutex::new(Dentro {
                cartas,
                quem_espera,
            }),
        }
    }
}

impl<T> Caixa<T> {
    // ANCHOR: por
    /// Põe uma carta e acorda quem a espera.
    pub fn por(&self, carta: T) {
        let mut dentro = self.trancar();
        dentro.cartas.push_back(carta);
        let quem_espera = dentro.quem_espera.take();
        drop(dentro); // acordar chama código dos outros: não com a trava na mão
        if let Some(despertador) = quem_espera {
            despertador.wake();
        }
    }

    /// Uma carta, ou a promessa de acordar quem pergunta quando houver uma.
    pub fn poll_tirar(&self, contexto: &mut Context<'_>) -> Poll<T> {
        let mut dentro = self.trancar();
        match dentro.cartas.pop_front() {
            Some(carta) => Poll::Ready(carta),
            None => {
                dentro.quem_espera = Some(contexto.waker().clone());
                Poll::Pending
            }
        }
    }
    // ANCHOR_END: por

    /// Espera uma carta. Só uma tarefa por vez: a caixa lembra um despertador.
    pub async fn tirar(&self) -> T {
        poll_fn(|contexto| self.poll_tirar(contexto)).await
    }

    fn trancar(&self) -> MutexGuard<'_, Dentro<T>> {
        self.dentro
            .lock()
            .expect("ninguém entra em pânico com a trava")
    }
}
