//! O que se desenha.

use crate::escala::Escala;
use crate::serie::Serie;

/// Um gráfico pronto para desenhar.
#[derive(Debug, Clone)]
pub struct Grafico {
    pub titulo: String,
    /// O que o gráfico mostra, para quem não o vê.
    pub descricao: String,
    pub x: Escala,
    pub y: Escala,
    pub series: Vec<Serie>,
    /// Uma reta de comparação, de um canto ao outro, com seu nome.
    pub diagonal: Option<String>,
}
