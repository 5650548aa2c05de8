//! Os comandos de `cargo xtask`: cada um junta os estágios, ou pede mais que o cargo.

pub mod avisos;
pub mod construir;
mod html;
pub mod interoperar;
pub mod pasta;
pub mod processo;
pub mod rastro;
pub mod repetir;
pub mod servicos;
pub mod servir;
