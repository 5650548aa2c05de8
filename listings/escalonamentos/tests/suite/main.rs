//! O comportamento, pela face pública da biblioteca: nenhum processo é iniciado aqui.

mod capitulo;
mod comum;
mod contas;
mod exaustivo;
