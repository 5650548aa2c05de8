//! O que a crate afirma, pela face pública.

mod contraexemplo;
mod mostrador;
