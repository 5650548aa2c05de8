//! De onde o [`anel`](crate::anel) tira os seus atômicos: aqui, da biblioteca
//! padrão; em `tests/loom.rs`, da crate `loom`.

pub use std::sync::atomic::AtomicU64;
