//! O programa do capítulo, pela porta da frente.

mod explorar;
mod usos;
