//! De onde a fila de prontas tira as suas primitivas: aqui, da biblioteca padrão;
//! em `tests/loom.rs`, da crate `loom`, que as executa em todas as intercalações.

pub use std::sync::atomic::{AtomicBool, Ordering};
pub use std::sync::{Condvar, Mutex, MutexGuard};
