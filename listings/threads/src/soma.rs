//! A mesma soma, sequencial e repartida entre threads.

use std::io;
use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;
use std::thread::{self, Builder};

/// A soma, um número depois do outro. Em 128 bits: a de quantos `u64` couberem
/// na memória não estoura.
pub fn sequencial(numeros: &[u64]) -> u128 {
    numeros.iter().map(|&n| u128::from(n)).sum()
}

// ANCHOR: posse
/// Cada thread é dona, com as outras, do vetor inteiro, e soma a sua parte.
///
/// # Errors
/// Se o sistema não criar todas as threads.
pub fn com_posse(numeros: Vec<u64>, threads: NonZero<usize>) -> io::Result<u128> {
    let numeros = Arc::new(numeros);
    let mut somando = Vec::new();
    for faixa in partes(numeros.len(), threads) {
        let numeros = Arc::clone(&numeros);
        somando.push(Builder::new().spawn(move || sequencial(&numeros[faixa]))?);
    }
    let somas = somando.into_iter();
    Ok(somas
        .map(|t| t.join().expect("somar não entra em pânico"))
        .sum())
}
// ANCHOR_END: posse

// ANCHOR: escopo
/// As threads tomam o vetor emprestado: o escopo não termina antes delas.
///
/// # Errors
/// Se o sistema não criar todas as threads.
pub fn com_escopo(numeros: &[u64], threads: NonZero<usize>) -> io::Result<u128> {
    thread::scope(|escopo| {
        let mut somando = Vec::new();
        for faixa in partes(numeros.len(), threads) {
            let parte = &numeros[faixa];
            somando.push(Builder::new().spawn_scoped(escopo, || sequencial(parte))?);
        }
        let somas = somando.into_iter();
        Ok(somas
            .map(|t| t.join().expect("somar não entra em pânico"))
            .sum())
    })
}
// ANCHOR_END: escopo

/// Reparte `total` posições em faixas seguidas, uma por thread, cujos tamanhos
/// diferem de no máximo um. Nenhuma é vazia: sobrando threads, há menos faixas.
pub fn partes(
    total: usize,
    threads: NonZero<usize>,
) -> impl Iterator<Item = Range<usize>> {
    let faixas = threads.get().min(total);
    let limite = move |i: usize| i * (total / faixas) + i.min(total % faixas);
    (0..faixas).map(move |i| limite(i)..limite(i + 1))
}
