//! O que a crate faz, pela face pública.

mod abrir;
#[cfg(feature = "stateright")]
mod caminho;
mod causalidade;
mod desenho;
mod linhas;
#[cfg(feature = "modelo")]
mod modelo;
mod registro;
