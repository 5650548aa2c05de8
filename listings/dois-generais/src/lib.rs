//! Dois problemas que mostram o que um modelo permite e proíbe.
//!
//! **Dois generais.** O primeiro manda a ordem; o segundo confirma; o primeiro
//! confirma a confirmação… A rede pode perder qualquer mensagem. O verificador
//! percorre todas as execuções e acha, para todo número de confirmações, uma em
//! que um ataca sozinho:
//!
//! ```text
//! primeiro ──ordem──►  segundo
//!          ◄─conf. 1──
//!          ──conf. 2─►
//!          ◄─conf. 3─×    o segundo ataca; o primeiro, não
//! ```
//!
//! **Generais bizantinos.** A rede não perde nada, mas alguns generais mentem.
//! [`bizantino`] é o OM(m) de Lamport, Shostak e Pease, e o traidor diz a cada
//! um o que quiser.
//!
//! Em ordem de leitura: [`general`], [`regra`], [`batalha`], [`verificacao`],
//! [`simulacao`], [`jogo`], [`bizantino`]; e, para os programas, [`argumentos`].

pub mod argumentos;
pub mod batalha;
pub mod bizantino;
pub mod general;
pub mod jogo;
pub mod regra;
pub mod simulacao;
pub mod verificacao;
