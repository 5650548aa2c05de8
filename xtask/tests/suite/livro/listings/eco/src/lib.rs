//! Um eco.

mod limite;
pub mod quadro;
