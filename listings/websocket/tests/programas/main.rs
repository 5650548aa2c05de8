//! Os programas rodando: o que o capítulo mostra deles, e o que aguentam.

#[path = "../comum/mod.rs"]
mod comum;
mod sessao;

#[cfg(unix)] // o limite de disco e o sinal de fim são do Unix
mod disco;
mod execucao;
#[cfg(unix)]
mod fim;
mod hostis;
mod interoperar;
mod pontas;
mod retomada;
mod tls;
