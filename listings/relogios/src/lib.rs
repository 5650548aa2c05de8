//! O tempo num sistema distribuído: quem veio antes, quando não há um relógio só.
//!
//! O começo é o menor ator que funciona: Ana manda 1 e depois 2, e Bia mostra o
//! último número que recebeu. A rede não promete a ordem:
//!
//! ```text
//! Ana ──1──╲──2──►  Bia mostra 2
//!           ╲────►  Bia mostra 1
//! ```
//!
//! Em ordem de leitura: [`mostrador`] (o ator), [`placar`] (os nomes e o
//! sistema), [`cuidadoso`] (o conserto).

pub mod cuidadoso;
pub mod mostrador;
pub mod placar;
