//! Corrotinas e async: funções que pausam, e quem as retoma.
//!
//! ```text
//!        lancar            tirar               poll
//! futuro ─────► fila de prontas ─────► executor ─────► Ready: fim
//!                    ▲                                   │
//!                    └──── despertador (Waker) ◄── Pending: alguém o guardou
//! ```
//!
//! Em ordem de leitura: [`caixa`] (esperar por uma carta), [`maquina`] (a mesma
//! função à mão e com `async`), [`executor`] (do que gira ao que tem fila e
//! agenda, em quatro passos), [`travado`] (quem não devolve a vez). Depois, com o
//! tokio: [`leitura`] (o que um cancelamento perde), [`primeira`] (prazo, grupo e
//! cancelamento numa função só). E as medidas: [`esperas`], [`memoria`], [`filhos`],
//! [`trocas`] e [`medidas`].
//!
//! O que a fila usa vem de [`sinc`], para que a `loom` possa trocá-lo.

pub mod caixa;
pub mod esperas;
pub mod executor;
pub mod filhos;
pub mod leitura;
pub mod maquina;
pub mod medidas;
pub mod memoria;
pub mod primeira;
pub mod sinc;
pub mod travado;
pub mod trocas;
