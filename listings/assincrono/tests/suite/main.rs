//! Os executores, a máquina de estados e o tokio, pela face pública.

mod agenda;
mod com_tokio;
mod conduzir;
mod esperas;
mod executor;
mod maquina;
