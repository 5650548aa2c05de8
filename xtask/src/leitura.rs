//! A leitura do Markdown do curso, e onde estão o livro e seu código-fonte.

pub mod cerca;
pub mod citacoes;
pub mod documento;
pub mod execucao;
pub mod inclusao;
pub mod livro;
pub mod mapa;
pub mod repositorio;
