//! Os programas, rodando como o leitor os roda.

#[path = "../comum/mod.rs"]
mod comum;
mod conta;
mod entradas;
mod frente;
mod mortes;
mod saidas;
