//! As figuras do capítulo que saem dos mesmos dados que os programas.

mod folha;
mod quadro;
mod tempo;
mod topologias;

pub use quadro::quadro;
pub use tempo::tempo;
pub use topologias::topologias;

/// Que figura desenhar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Figura {
    Quadro,
    Tempo,
    Topologias,
}
