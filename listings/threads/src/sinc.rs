//! De onde os módulos do capítulo 9 tiram as suas primitivas.
//!
//! Aqui, da biblioteca padrão. Em `tests/loom.rs` os mesmos arquivos são
//! compilados com um `sinc` que as tira da crate `loom`, que troca cada operação
//! por uma que ela controla e roda o teste em todas as intercalações.

pub use std::cell::UnsafeCell;
pub use std::hint::spin_loop;
pub use std::sync::atomic::{AtomicBool, AtomicU32};
pub use std::sync::{Condvar, Mutex, MutexGuard};

/// O valor dentro da célula, visto pelo ponteiro: a forma que a `loom` consegue
/// vigiar.
pub fn com_o_valor<T, R>(celula: &UnsafeCell<T>, usar: impl FnOnce(*mut T) -> R) -> R {
    usar(celula.get())
}
