//! A conferência do livro, recusa por recusa.
//!
//! Cada teste estraga uma coisa só num livro bom e espera exatamente uma mensagem: nem outra, nem
//! outra além dela.

#[macro_use]
mod comum;

mod ancoras;
mod bibliografia;
mod bom;
mod cercas;
mod comandos;
mod diagramas;
mod execucoes;
mod forma;
mod imagens;
mod inclusoes;
mod ligacoes;
mod markdown;
mod mortos;
mod ortografia;
mod pendencias;
mod provas;
mod raiz;
mod servidores;
mod sumario;
mod tabelas;
mod titulos;
