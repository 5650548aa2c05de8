//! O que quem vigia um filho conta a quem decide.

use crate::fim::Fim;

/// O que chega à fila de uma equipe.
#[derive(Debug)]
pub enum Evento {
    /// O filho deste posto mandou um quadro.
    Disse(usize, Vec<u8>),
    /// O filho deste posto terminou e já foi recolhido; é o último evento dele. O
    /// texto diz se o que ele mandava deixou de fazer sentido.
    Terminou(usize, Fim, Option<String>),
    /// Alguém pediu ao programa que termine.
    PedirFim,
}
