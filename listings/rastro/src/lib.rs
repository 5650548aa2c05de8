//! O registro de uma execução, o seu diagrama espaço-tempo e o modelo que a produz.
//!
//! Uma execução de um sistema distribuído é uma lista de eventos, cada um num
//! processo: enviar, receber, perder uma mensagem, ou fazer algo sozinho. Um
//! [`Rastro`] guarda a lista na ordem em que as coisas aconteceram e recusa o
//! que não pode acontecer, como receber o que ninguém enviou:
//!
//! ```text
//! let mut r = Rastro::novo(["Ana", "Bia"])?;
//! let m = r.enviar(0, 1, "oi")?;      Ana ●──oi──╲
//! r.receber(m)?;                                  ╲● Bia
//! r.local(1, "sorri")?;                            ● sorri
//! ```
//!
//! O mesmo registro serve a três leitores: [`Rastro::linhas`] o conta em frases,
//! [`desenhar`] faz o SVG do capítulo, e [`Rastro::em_linhas`] o guarda para
//! depois. Um teste chama [`ao_falhar`] para deixar o último onde se possa abrir.
//!
//! Com a funcionalidade `modelo`, o módulo `modelo` declara um sistema de atores
//! e o verifica; com ela, um rastro é qualquer execução de um algoritmo do curso.
//!
//! Em ordem de leitura: `evento`, `procedencia`, `registro`, `conferencia`, `frases`, `linhas`,
//! `causalidade`, `desenho`, `arquivo`, `abrir`, `caminho`.

pub mod abrir;
mod arquivo;
#[cfg(feature = "stateright")]
mod caminho;
mod causalidade;
mod conferencia;
mod desenho;
mod evento;
#[cfg(feature = "programa")]
pub mod execucao;
mod frases;
mod linhas;
#[cfg(feature = "modelo")]
pub mod modelo;
mod procedencia;
#[cfg(feature = "programa")]
pub mod programa;
mod registro;

pub use arquivo::{AoFalhar, ao_falhar, como_abrir, guardar, pasta_dos_rastros};
#[cfg(feature = "stateright")]
pub use caminho::{Passo, do_caminho};
pub use causalidade::Causalidade;
pub use desenho::desenhar;
pub use evento::{Acao, Evento, Incoerente, Mensagem};
pub use linhas::ErroDeLeitura;
pub use procedencia::Procedencia;
pub use registro::Rastro;
