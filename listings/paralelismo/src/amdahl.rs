//! Quanto se pode ganhar (Amdahl, 1967).

/// O ganho com `p` processadores quando a fração `sequencial` do tempo não se
/// reparte. Sem unidade: quantas vezes mais rápido.
pub fn ganho(sequencial: f64, p: f64) -> f64 {
    1.0 / (sequencial + (1.0 - sequencial) / p)
}

/// A fração sequencial que explica o `ganho` visto com `p` processadores (Karp e
/// Flatt, 1990). Negativa quando o ganho passa de `p`.
pub fn fracao_sequencial(ganho: f64, p: f64) -> f64 {
    (1.0 / ganho - 1.0 / p) / (1.0 - 1.0 / p)
}
