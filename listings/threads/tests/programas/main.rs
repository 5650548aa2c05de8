//! O que inicia processos: os programas, e o compilador que recusa.

mod execucao;
mod recusados;
