//! Passo 3: muitas tarefas, uma thread, e só se pergunta a quem foi acordado.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use super::fila::{Fila, Id, Vez};

// ANCHOR: tipos
/// O despertador de uma tarefa: tocar é pedir a vez.
struct Despertador {
    vez: Vez,
    fila: Arc<Fila>,
}

impl Wake for Despertador {
    fn wake(self: Arc<Self>) {
        self.vez.pedir(&self.fila);
    }
}

struct Tarefa {
    futuro: Pin<Box<dyn Future<Output = ()>>>,
    despertador: Arc<Despertador>,
}

/// Conduz muitas tarefas na thread que o chama.
#[derive(Default)]
pub struct Executor {
    tarefas: HashMap<Id, Tarefa>,
    fila: Arc<Fila>,
    lancadas: Id,
    perguntas: usize,
}
// ANCHOR_END: tipos

impl Executor {
    // ANCHOR: lancar
    /// Fica com o futuro e o põe na fila: a primeira pergunta ninguém pede.
    pub fn lancar(&mut self, futuro: impl Future<Output = ()> + 'static) -> Id {
        let id = self.lancadas;
        self.lancadas += 1;
        let (vez, fila) = (Vez::nova(id), Arc::clone(&self.fila));
        let despertador = Arc::new(Despertador { vez, fila });
        despertador.vez.pedir(&self.fila);
        let futuro = Box::pin(futuro);
        self.tarefas.insert(
            id,
            Tarefa {
                futuro,
                despertador,
            },
        );
        id
    }

    /// Esquece a tarefa. Destruir o futuro é cancelá-lo.
    pub fn cancelar(&mut self, id: Id) -> bool {
        self.tarefas.remove(&id).is_some()
    }
    // ANCHOR_END: lancar

    // ANCHOR: rodar
    /// Conduz todas até o fim.
    pub fn rodar(&mut self) {
        while !self.tarefas.is_empty() {
            self.fila.esperar();
            self.rodada();
        }
    }

    /// Pergunta uma vez a cada tarefa que está pronta agora.
    pub fn rodada(&mut self) {
        for _ in 0..self.fila.quantas() {
            let Some(id) = self.fila.tirar() else { return };
            // Quem terminou ou foi cancelado pode ter um aviso atrasado.
            let Some(tarefa) = self.tarefas.get_mut(&id) else {
                continue;
            };
            tarefa.despertador.vez.chegou();
            let waker = Waker::from(Arc::clone(&tarefa.despertador));
            let contexto = &mut Context::from_waker(&waker);
            self.perguntas += 1;
            if let Poll::Ready(()) = tarefa.futuro.as_mut().poll(contexto) {
                self.tarefas.remove(&id);
            }
        }
    }
    // ANCHOR_END: rodar

    pub fn tarefas(&self) -> usize {
        self.tarefas.len()
    }

    /// Quantas vezes se chamou `poll`, ao todo.
    pub fn perguntas(&self) -> usize {
        self.perguntas
    }

    pub fn fila(&self) -> &Fila {
        &self.fila
    }
}
