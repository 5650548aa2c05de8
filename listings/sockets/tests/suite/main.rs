//! Quadros e servidores da biblioteca, dentro do próprio teste.

#[path = "../comum/mod.rs"]
mod comum;
mod rede;
mod servidor;

mod eco;
mod encerramento;
mod limite;
mod quadro;
mod quadro_ingenuo;
mod udp;
