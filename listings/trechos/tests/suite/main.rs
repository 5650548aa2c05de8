//! A guarda: nenhum bloco de Rust do livro passa sem prova.

mod guarda;
