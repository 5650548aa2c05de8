//! Os programas, rodando como o leitor os roda.

mod coletivas;
mod comum;
mod limites;
mod mortes;
#[cfg(target_os = "linux")]
mod processos;
mod recusas;
mod saidas;
