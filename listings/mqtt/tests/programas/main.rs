//! Os programas, como o leitor os roda: o que mostram, e o que fazem na queda.

#![cfg(unix)] // pede-se o fim por SIGTERM

#[path = "../comum/mod.rs"]
mod comum;
mod programas;

#[cfg(target_os = "linux")]
mod linux;
mod quedas;
mod saidas;
mod sem_broker;
mod uso;
mod vida;
