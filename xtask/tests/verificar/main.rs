//! A conferência do livro, recusa por recusa.
//!
//! Cada teste estraga uma coisa só num livro bom e espera exatamente uma mensagem: nem outra, nem
//! outra além dela.

mod apoio;

mod ancoras;
mod bibliografia;
mod bom;
mod cercas;
mod comandos;
mod forma;
mod imagens;
mod inclusoes;
mod ligacoes;
mod mortos;
mod ortografia;
mod pendencias;
mod provas;
mod servidores;
mod sumario;
mod tabelas;
mod titulos;
