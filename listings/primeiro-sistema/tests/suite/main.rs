//! O comportamento, pela face pública da biblioteca: nenhum processo é iniciado aqui.

mod diario;
mod prazos;
