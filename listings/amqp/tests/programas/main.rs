//! Os programas, como o leitor os roda.

#![cfg(unix)] // pede-se o fim por SIGTERM

#[path = "../comum/mod.rs"]
mod comum;

mod avisos;
mod quedas;
mod recuo;
mod saidas;
mod sem_broker;
mod uso;
