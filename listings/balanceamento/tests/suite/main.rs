//! O comportamento, pela face pública da biblioteca: nenhum processo é iniciado aqui.

mod achar;
mod comum;
mod conversa;
mod descritores;
mod fluxo;
mod grupo;
mod leis;
mod medidas;
mod politica;
mod prazos;
mod saude;
mod servidor;
