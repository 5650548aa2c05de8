//! O comportamento, pela face pública da biblioteca: nenhum processo é iniciado aqui.

mod alheio;
mod banco;
mod cabecalho;
mod comandos;
#[path = "../comum/mod.rs"]
mod comum;
mod disco;
mod dobra;
mod instantaneos;
mod log;
mod quedas;
