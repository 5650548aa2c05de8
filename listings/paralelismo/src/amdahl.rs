//! Quanto se pode ganhar (Amdahl, 1967).

/// O speedup com `p` processadores quando a fração `sequencial` do tempo não se
/// reparte. Sem unidade: quantas vezes mais rápido.
pub fn speedup(sequencial: f64, p: f64) -> f64 {
    1.0 / (sequencial + (1.0 - sequencial) / p)
}

/// A fração sequencial que explica o `speedup` visto com `p` processadores (Karp e
/// Flatt, 1990). Negativa quando o speedup passa de `p`.
pub fn fracao_sequencial(speedup: f64, p: f64) -> f64 {
    (1.0 / speedup - 1.0 / p) / (1.0 - 1.0 / p)
}
