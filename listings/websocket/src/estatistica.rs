//! As duas contas das medidas.

use std::time::Duration;

/// O valor que uma fração `p` das medidas, em ordem, não passa.
pub fn percentil(ordenadas: &[Duration], p: f64) -> Duration {
    let i = (ordenadas.len() as f64 * p).ceil() as usize;
    let i = i.clamp(1, ordenadas.len().max(1)) - 1;
    ordenadas.get(i).copied().unwrap_or_default()
}

/// A mediana de valores em qualquer ordem.
pub fn mediana(valores: &[f64]) -> f64 {
    let mut valores = valores.to_vec();
    valores.sort_by(f64::total_cmp);
    valores.get(valores.len() / 2).copied().unwrap_or(f64::NAN)
}
