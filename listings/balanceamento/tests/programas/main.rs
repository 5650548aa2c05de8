//! Os programas, rodando como o leitor os roda.

mod comum;
mod descritores;
mod figuras;
mod frente;
mod recusas;
mod sob_carga;
