//! A conferência do livro, recusa por recusa.
//!
//! Cada teste estraga uma coisa só num livro bom e espera exatamente uma mensagem: nem outra, nem
//! outra além dela.

mod apoio;

mod bom;
mod cercas;
mod comandos;
mod forma;
mod inclusoes;
mod provas;
mod sumario;
mod titulos;
