//! Os mesmos arquivos do capítulo 9, com as primitivas da `loom`: cada teste roda
//! em todas as intercalações que ela distingue.

#[path = "../src/contador.rs"]
mod contador;
#[path = "../src/fila_limitada.rs"]
mod fila_limitada;
#[path = "../src/filas/mod.rs"]
mod filas;
#[path = "../src/filosofos.rs"]
mod filosofos;
#[path = "../src/mesa.rs"]
mod mesa;
#[path = "../src/trava.rs"]
mod trava;

mod sinc {
    pub use loom::cell::UnsafeCell;
    pub use loom::hint::spin_loop;
    pub use loom::sync::atomic::{AtomicBool, AtomicU32};
    pub use loom::sync::{Condvar, Mutex, MutexGuard};

    pub fn com_o_valor<T, R>(
        celula: &UnsafeCell<T>,
        usar: impl FnOnce(*mut T) -> R,
    ) -> R {
        celula.with_mut(usar)
    }
}

#[path = "loom/casos.rs"]
mod casos;
