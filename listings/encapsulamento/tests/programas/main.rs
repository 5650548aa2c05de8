//! Os programas, e o que o capítulo mostra deles.

mod comum;

mod execucao;
mod saidas;
