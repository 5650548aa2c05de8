//! Os programas, rodando como o leitor os roda.

mod comum;
mod entrada;
mod formas;
mod frente;
mod hostis;
mod quedas;
mod saidas;
