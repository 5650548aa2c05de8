//! Um balanceador TCP.

pub mod argumentos;
pub mod atender;
pub mod balanceador;
pub mod conversa;
pub mod copia;
pub mod endereco;
pub mod grupo;
pub mod politica;
pub mod saude;
pub mod servidor;
pub mod trocas;
pub mod vigia;
