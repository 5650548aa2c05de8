//! A ferramenta como se usa: chamada, com o que diz e o status com que sai.

mod comum;
mod livro;
mod pedidos;
#[cfg(unix)]
mod servicos;
mod servir;
