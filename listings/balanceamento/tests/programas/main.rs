//! Os programas, rodando como o leitor os roda.

// No Windows, sem sinais, só as figuras rodam.
#[cfg(unix)]
mod comum;
mod descritores;
mod figuras;
mod frente;
mod recusas;
mod sob_carga;
