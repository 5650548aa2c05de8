//! O que se desenha na construção do livro, para que a página não leve JavaScript para isso.

pub mod diagramas;
pub mod enxugar;
pub mod figuras;
pub mod formulas;
pub mod limpeza;
pub mod memoria;
pub mod realce;
