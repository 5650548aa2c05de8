//! Quanto se ganha com `p` processadores: três leis, três perguntas.

// ANCHOR: leis
/// Amdahl (1967): o trabalho é fixo, e a fração `f` dele se reparte. Quantas
/// vezes mais depressa ele termina com `p` processadores?
pub fn amdahl(f: f64, p: f64) -> f64 {
    1.0 / ((1.0 - f) + f / p)
}

/// Gustafson (1988): o tempo é fixo, e a fração `f` dele é gasta em paralelo.
/// Quantas vezes mais trabalho cabe nele com `p` processadores?
pub fn gustafson(f: f64, p: f64) -> f64 {
    (1.0 - f) + f * p
}

/// Gunther: a lei universal. `sigma` é a contenção, a fração que espera a vez;
/// `kappa` é a coerência, o custo de cada par que precisa concordar.
pub fn universal(sigma: f64, kappa: f64, p: f64) -> f64 {
    p / (1.0 + sigma * (p - 1.0) + kappa * p * (p - 1.0))
}

/// Onde a lei universal é máxima: dali em diante, cada máquina a mais atrapalha.
/// Sem coerência não há máximo: a curva sobe sempre.
pub fn pico(sigma: f64, kappa: f64) -> Option<f64> {
    (kappa > 0.0).then(|| ((1.0 - sigma) / kappa).sqrt())
}
// ANCHOR_END: leis
