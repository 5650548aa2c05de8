//! O que a teoria diz, para máquinas que param sem combinar.

use crate::grupo::Grupo;
use crate::probabilidade::Probabilidade;

// ANCHOR: alguma
/// A chance de haver ao menos uma parada entre `n` máquinas: 1 − (1 − p)ⁿ.
pub fn alguma_parada(p: Probabilidade, n: u32) -> f64 {
    // `1.0 - (1.0 - p).powi(n)` perderia os algarismos de um p pequeno ao
    // somá-lo com 1; `ln_1p` e `exp_m1` fazem a mesma conta sem essa soma.
    -f64::exp_m1(f64::from(n) * f64::ln_1p(-p.valor()))
}
// ANCHOR_END: alguma

// ANCHOR: ao-menos
/// A chance de ao menos `k` sucessos em `n` tentativas independentes.
fn ao_menos(k: u32, n: u32, sucesso: Probabilidade) -> f64 {
    let p = sucesso.valor();
    if k == 0 || p == 0.0 || p == 1.0 {
        return f64::from(k == 0 || p == 1.0);
    }
    // Em logaritmo: C(1000, 500) não cabe num f64, e pⁿ vira zero.
    let razao = p.ln() - f64::ln_1p(-p);
    let mut ln_termo = f64::from(n) * f64::ln_1p(-p);
    let mut soma = 0.0;
    for i in 0..=n {
        if i >= k {
            soma += ln_termo.exp();
        }
        ln_termo += (f64::from(n - i) / f64::from(i + 1)).ln() + razao;
    }
    soma.min(1.0)
}

/// A chance de o grupo servir, dada a disponibilidade de cada máquina.
pub fn disponibilidade(grupo: Grupo, maquina: Probabilidade) -> f64 {
    ao_menos(grupo.necessarias(), grupo.maquinas(), maquina)
}

/// A chance de o grupo estar parado: pararam mais máquinas do que ele tolera.
pub fn indisponibilidade(grupo: Grupo, parada: Probabilidade) -> f64 {
    ao_menos(grupo.toleradas() + 1, grupo.maquinas(), parada)
}
// ANCHOR_END: ao-menos

/// O mesmo, quando com chance `comum` algo derruba todas de uma vez.
pub fn com_causa_comum(comum: Probabilidade, indisponibilidade: f64) -> f64 {
    comum.valor() + comum.complemento().valor() * indisponibilidade
}
