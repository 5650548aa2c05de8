//! Os servidores e a biblioteca, dentro do próprio teste.

#[path = "../comum/mod.rs"]
mod comum;

mod aperto;
mod cliente;
mod compactar;
mod entregas;
mod estante;
mod estrago;
mod fuzz;
mod historia;
mod http;
mod lote;
mod nomes;
mod origem;
mod quadros;
mod salas;
mod tls;
mod vida;
