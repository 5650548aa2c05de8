//! O registro de uma execução e o seu diagrama espaço-tempo.
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
//! [`desenhar`] faz o SVG do capítulo, e o JSON o guarda para depois. Um teste
//! chama [`ao_falhar`] para deixar os dois últimos onde se possa abrir.
//!
//! Com a funcionalidade `stateright`, `do_caminho` transforma em rastro a
//! execução que o verificador achou.
//!
//! Em ordem de leitura: `registro`, `conferencia`, `frases`,
//! `desenho`, `arquivo`, `caminho`.

mod arquivo;
#[cfg(feature = "stateright")]
mod caminho;
mod conferencia;
mod desenho;
mod frases;
mod registro;

pub use arquivo::{AoFalhar, ao_falhar};
#[cfg(feature = "stateright")]
pub use caminho::{Passo, do_caminho};
pub use desenho::desenhar;
pub use registro::{Acao, Evento, Incoerente, Mensagem, Rastro};
