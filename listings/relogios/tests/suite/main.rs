//! O que a crate afirma, pela face pública.

mod mostrador;
