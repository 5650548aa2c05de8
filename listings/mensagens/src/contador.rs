//! Um contador remoto, e as três semânticas de entrega.
//!
//! ```text
//! cliente ──── Pedido(id) ────►│ soma 1          no máximo uma vez: não repete
//!         ◄─── Resposta(id) ───┤                 ao menos uma vez: repete
//! cliente ──── Pedido(id) ────►│ já vi este id   efeito de uma vez: repete, e o
//!         ◄─── Resposta(id) ───┤ (não soma)        servidor lembra
//! ```
//!
//! Em ordem de leitura: [`cliente`], [`servidor`], [`vistas`],
//! [`comparacao`].

pub mod cliente;
pub mod comparacao;
pub mod servidor;
pub mod vistas;

// ANCHOR: semantica
/// O que se promete de cada pedido.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Semantica {
    NoMaximoUmaVez,
    AoMenosUmaVez,
    EfeitoDeUmaVez,
}

impl Semantica {
    /// O cliente insiste quando a resposta não vem?
    pub fn repete(self) -> bool {
        self != Self::NoMaximoUmaVez
    }

    /// O servidor reconhece um pedido que já executou?
    pub fn lembra(self) -> bool {
        self != Self::AoMenosUmaVez
    }
}
// ANCHOR_END: semantica
