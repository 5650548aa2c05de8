//! O comportamento, pela face pública da biblioteca: nenhum processo é iniciado aqui.

mod banco;
mod cabecalho;
mod comandos;
#[path = "../comum/mod.rs"]
mod comum;
mod disco;
mod dobra;
mod instantaneos;
mod quedas;
mod registro;
