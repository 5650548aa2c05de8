//! Os programas, rodando como o leitor os roda.

mod frente;
mod limites;
