//! Escalonamentos.
