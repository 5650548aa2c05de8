//! O comportamento, pela face pública da biblioteca: nenhum processo é iniciado aqui.

mod bizantino;
mod generais;
mod jogo;
mod sete_generais;
