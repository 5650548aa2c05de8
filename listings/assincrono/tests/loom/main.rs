//! A fila de prontas e a vez de cada tarefa, em todas as intercalações de quem
//! acorda e de quem conduz.

#[allow(dead_code, reason = "a loom usa só parte do módulo")]
#[path = "../../src/executor/fila.rs"]
mod fila;

mod sinc {
    pub use loom::sync::atomic::{AtomicBool, Ordering};
    pub use loom::sync::{Condvar, Mutex, MutexGuard};
}

mod casos;
