//! Os programas rodando, como o leitor os roda.

mod comum;

mod ao_subir;
mod entrada;
mod execucao;
mod fachada;
mod hostis;
mod interoperar;
mod saidas;
