//! O que acontece com as outras tarefas quando uma não devolve a vez, num relógio
//! de mentira: os números são os mesmos em qualquer máquina.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use crate::executor::s3_fila::Executor;
use crate::executor::s4_agenda::{Agenda, DeMentira};

/// Como se faz uma conta de 100 ms que começa aos 25.
#[derive(Debug, Clone, Copy, PartialEq, clap::ValueEnum)]
pub enum Modo {
    /// De uma vez, na thread do executor
    Bloqueia,
    /// Na thread do executor, devolvendo a vez a cada 5 ms
    Cede,
    /// Noutra thread: o executor só espera que ela termine
    Separa,
}

const PERIODO: Duration = Duration::from_millis(10);
const COMECO: Duration = Duration::from_millis(25);
const CONTA: Duration = Duration::from_millis(100);
const PEDACO: Duration = Duration::from_millis(5);
const BATIDAS: u32 = 15;

/// A hora marcada e a hora em que de fato se bateu.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Batida {
    pub marcada: Duration,
    pub dada: Duration,
}

// ANCHOR: ceder
/// Devolve a vez: pede para ser acordada já, e para aqui.
pub async fn ceder() {
    let mut cedeu = false;
    poll_fn(|contexto| {
        if std::mem::replace(&mut cedeu, true) {
            return Poll::Ready(());
        }
        contexto.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
// ANCHOR_END: ceder

// ANCHOR: conta
async fn conta(modo: Modo, relogio: Rc<DeMentira>, agenda: Rc<Agenda>) {
    agenda.dormir_ate(COMECO).await;
    match modo {
        Modo::Bloqueia => relogio.gastar(CONTA),
        Modo::Cede => {
            for _ in 0..CONTA.as_millis() / PEDACO.as_millis() {
                relogio.gastar(PEDACO);
                ceder().await;
            }
        }
        // Feita noutra thread, para esta a conta é uma espera como as outras.
        Modo::Separa => agenda.dormir(CONTA).await,
    }
}
// ANCHOR_END: conta

/// Bate a cada 10 ms enquanto a conta é feita ao lado.
pub fn bater(modo: Modo) -> Vec<Batida> {
    let relogio = Rc::new(DeMentira::default());
    let agenda = Agenda::nova(relogio.clone());
    let batidas = Rc::new(RefCell::new(Vec::new()));
    let mut executor = Executor::default();
    let (da_batida, anotar) = (Rc::clone(&agenda), Rc::clone(&batidas));
    executor.lancar(async move {
        for marcada in (1..=BATIDAS).map(|n| PERIODO * n) {
            da_batida.dormir_ate(marcada).await;
            let dada = da_batida.agora();
            anotar.borrow_mut().push(Batida { marcada, dada });
        }
    });
    executor.lancar(conta(modo, relogio, Rc::clone(&agenda)));
    agenda.rodar(&mut executor);
    batidas.take()
}

pub fn maior_atraso(batidas: &[Batida]) -> Duration {
    let atrasos = batidas.iter().map(|b| b.dada - b.marcada);
    atrasos.max().unwrap_or_default()
}
