//! O que apoio faz sem iniciar processo algum.

mod arquivo;
#[cfg(feature = "rede")]
mod endereco;
