//! Quanto cabe num quadro.

pub const LIMITE: usize = 1024;
