//! Bolas e caixas: quanto carrega o servidor mais azarado.
//!
//! Cada bola é uma conexão que nunca termina; cada caixa, um servidor. Com
//! tantas bolas quantas caixas, a média é 1, e o que se pergunta é o máximo.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// Lança `n` bolas em `n` caixas. Cada bola olha `escolhas` caixas sorteadas e
/// entra na mais vazia. Devolve a carga da mais cheia.
pub fn maximo(n: usize, escolhas: usize, semente: u64) -> usize {
    let mut sorte = ChaCha8Rng::seed_from_u64(semente);
    let mut caixas = vec![0; n];
    for _ in 0..n {
        let olhadas = (0..escolhas).map(|_| sorte.random_range(..n));
        let mais_vazia = olhadas.min_by_key(|&i| caixas[i]);
        caixas[mais_vazia.expect("olha ao menos uma")] += 1;
    }
    caixas.into_iter().max().unwrap_or(0)
}

/// A média do máximo em `vezes` lançamentos, com sementes seguidas.
pub fn media_do_maximo(n: usize, escolhas: usize, vezes: u64) -> f64 {
    let soma: usize = (0..vezes).map(|semente| maximo(n, escolhas, semente)).sum();
    soma as f64 / vezes as f64
}

/// A ordem do máximo com uma escolha: ln n / ln ln n.
pub fn ordem_com_uma(n: usize) -> f64 {
    let ln = (n as f64).ln();
    ln / ln.ln()
}

/// A ordem do máximo com `d` escolhas, duas ou mais: ln ln n / ln d.
pub fn ordem_com(d: usize, n: usize) -> f64 {
    (n as f64).ln().ln() / (d as f64).ln()
}
