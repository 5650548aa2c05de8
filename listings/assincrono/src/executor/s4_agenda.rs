//! Passo 4: tarefas que esperam uma hora. O relógio é dado de fora, e os testes
//! dão um que não espera.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use super::fila::Fila;
use super::s3_fila::Executor;

// ANCHOR: relogio
/// Que horas são, e como se espera. O tempo conta desde o começo.
pub trait Relogio {
    fn agora(&self) -> Duration;
    /// Espera que haja tarefa pronta ou que chegue a hora.
    fn esperar(&self, fila: &Fila, ate: Duration);
}

/// Um relógio que, sem ninguém pronto, salta para a próxima hora marcada.
#[derive(Default)]
pub struct DeMentira(Cell<Duration>);

impl Relogio for DeMentira {
    fn agora(&self) -> Duration {
        self.0.get()
    }
    fn esperar(&self, fila: &Fila, ate: Duration) {
        if fila.quantas() == 0 {
            self.0.set(self.0.get().max(ate));
        }
    }
}
// ANCHOR_END: relogio

/// O relógio de verdade.
pub struct DaParede(pub Instant);

impl Relogio for DaParede {
    fn agora(&self) -> Duration {
        self.0.elapsed()
    }
    fn esperar(&self, fila: &Fila, ate: Duration) {
        fila.esperar_no_maximo(ate.saturating_sub(self.agora()));
    }
}

impl DeMentira {
    /// Faz de conta que uma conta ocupou a thread por esse tempo.
    pub fn gastar(&self, tempo: Duration) {
        self.0.set(self.0.get() + tempo);
    }
}

/// Um despertador e a hora em que toca; na mesma hora, pela ordem do pedido.
struct Alarme {
    quando: (Duration, u64),
    despertador: Waker,
}

impl Ord for Alarme {
    fn cmp(&self, outro: &Self) -> std::cmp::Ordering {
        self.quando.cmp(&outro.quando)
    }
}
impl PartialOrd for Alarme {
    fn partial_cmp(&self, outro: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(outro))
    }
}
impl PartialEq for Alarme {
    fn eq(&self, outro: &Self) -> bool {
        self.quando == outro.quando
    }
}
impl Eq for Alarme {}

/// Os alarmes marcados. O heap dá sempre o que toca primeiro.
pub struct Agenda {
    relogio: Rc<dyn Relogio>,
    alarmes: RefCell<BinaryHeap<Reverse<Alarme>>>,
    marcados: Cell<u64>,
}

impl Agenda {
    pub fn nova(relogio: Rc<dyn Relogio>) -> Rc<Self> {
        Rc::new(Self {
            relogio,
            alarmes: RefCell::default(),
            marcados: Cell::new(0),
        })
    }

    pub fn agora(&self) -> Duration {
        self.relogio.agora()
    }

    pub async fn dormir(&self, tempo: Duration) {
        self.dormir_ate(self.agora() + tempo).await;
    }

    // ANCHOR: dormir
    /// Pausa até a hora dada. Marca o alarme só na primeira pergunta: neste
    /// executor o despertador de uma tarefa é sempre o mesmo.
    pub async fn dormir_ate(&self, hora: Duration) {
        let mut marcado = false;
        poll_fn(|contexto| {
            if self.agora() >= hora {
                return Poll::Ready(());
            }
            if !std::mem::replace(&mut marcado, true) {
                self.marcar(hora, contexto.waker().clone());
            }
            Poll::Pending
        })
        .await;
    }

    /// Conduz todas as tarefas até o fim, acordando cada uma na sua hora.
    pub fn rodar(&self, executor: &mut Executor) {
        while executor.tarefas() > 0 {
            match self.proxima() {
                Some(hora) => self.relogio.esperar(executor.fila(), hora),
                None => executor.fila().esperar(),
            }
            self.tocar_vencidos();
            executor.rodada();
        }
    }
    // ANCHOR_END: dormir

    fn marcar(&self, hora: Duration, despertador: Waker) {
        let ordem = self.marcados.replace(self.marcados.get() + 1);
        let quando = (hora, ordem);
        let alarme = Alarme {
            quando,
            despertador,
        };
        self.alarmes.borrow_mut().push(Reverse(alarme));
    }

    fn proxima(&self) -> Option<Duration> {
        let alarmes = self.alarmes.borrow();
        alarmes.peek().map(|Reverse(alarme)| alarme.quando.0)
    }

    fn tocar_vencidos(&self) {
        while self.proxima().is_some_and(|hora| hora <= self.agora()) {
            let alarme = self.alarmes.borrow_mut().pop();
            if let Some(Reverse(alarme)) = alarme {
                alarme.despertador.wake();
            }
        }
    }
}
