//! Os programas, e o que o capítulo mostra deles.

mod entradas;
mod execucao;
mod pontas;
mod saidas;
