//! Os mesmos arquivos do capítulo 9, com as primitivas da `loom`: cada teste roda
//! em todas as intercalações que ela distingue.

#[allow(dead_code, reason = "a loom usa só parte de cada módulo")]
#[path = "../../src/contador.rs"]
mod contador;
#[allow(dead_code, reason = "a loom usa só parte de cada módulo")]
#[path = "../../src/fila_limitada.rs"]
mod fila_limitada;
#[allow(dead_code, reason = "a loom usa só parte de cada módulo")]
#[path = "../../src/filosofos.rs"]
mod filosofos;
#[allow(dead_code, reason = "a loom usa só parte de cada módulo")]
#[path = "../../src/mesa.rs"]
mod mesa;
#[allow(dead_code, reason = "a loom usa só parte de cada módulo")]
#[path = "../../src/mural.rs"]
mod mural;
#[allow(dead_code, reason = "a loom usa só parte de cada módulo")]
#[path = "../../src/filas/s1_se.rs"]
mod s1_se;
#[allow(dead_code, reason = "a loom usa só parte de cada módulo")]
#[path = "../../src/filas/s2_um_aviso.rs"]
mod s2_um_aviso;
#[allow(dead_code, reason = "a loom usa só parte de cada módulo")]
#[path = "../../src/trava.rs"]
mod trava;

mod filas {
    pub(crate) use crate::{s1_se, s2_um_aviso};
}

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

mod casos;
mod fila;
mod jantar;
