//! As opções dos programas `primos` e `supervisor`.

mod primos;
mod vigilia;

pub use primos::{Meio, Primos};
pub use vigilia::Vigilancia;
