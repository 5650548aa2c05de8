//! A árvore binomial: quem é pai de quem, sem perguntar a ninguém.
//!
//! Os números aqui são relativos: 0 é a raiz. O pai de um nó é o número dele
//! com o último bit 1 apagado; a árvore de 8 é
//!
//! ```text
//! 0 ─┬─ 4 ─┬─ 6 ── 7
//!    │     └─ 5
//!    ├─ 2 ── 3
//!    └─ 1
//! ```

use std::ops::Range;

/// Quantas rodadas levam uma mensagem de um a `n` processos: ⌈log₂ n⌉.
pub fn rodadas(n: usize) -> u32 {
    n.next_power_of_two().trailing_zeros()
}

// ANCHOR: arvore
/// O pai de um nó; a raiz não tem.
pub fn pai(no: usize) -> Option<usize> {
    // n & (n - 1) apaga o último bit 1: 110 vira 100, 100 vira 000.
    no.checked_sub(1).map(|anterior| no & anterior)
}

/// Os filhos, do que tem a maior subárvore ao que tem a menor: quem ainda tem
/// muito a repassar recebe primeiro.
pub fn filhos(no: usize, n: usize) -> Vec<usize> {
    let limite = alcance(no, n);
    let potencias = (0..rodadas(n)).rev().map(|k| 1 << k);
    let filhos = potencias.filter(|&p| p < limite).map(|p| no + p);
    filhos.filter(|&filho| filho < n).collect()
}

/// Os nós da subárvore: são vizinhos, e por isso um intervalo basta.
pub fn subarvore(no: usize, n: usize) -> Range<usize> {
    no..n.min(no + alcance(no, n))
}

/// O valor do último bit 1; o da raiz, que não tem, é a árvore toda.
fn alcance(no: usize, n: usize) -> usize {
    match no {
        0 => n.next_power_of_two(),
        _ => 1 << no.trailing_zeros(),
    }
}
// ANCHOR_END: arvore

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn cada_no_tem_um_pai_que_o_tem_por_filho() {
        for n in 1..=64 {
            for no in 1..n {
                let pai = pai(no).expect("só a raiz não tem pai");
                assert!(
                    filhos(pai, n).contains(&no),
                    "num grupo de {n}, {pai} devia conhecer o filho {no}"
                );
            }
            let todos: usize = (0..n).map(|no| filhos(no, n).len()).sum();
            assert_eq!(todos, n - 1, "cada nó, menos a raiz, é filho uma vez");
        }
    }

    #[test]
    fn a_subarvore_e_o_no_e_as_subarvores_dos_filhos() {
        for n in 1..=64 {
            for no in 0..n {
                let mut nos = vec![no];
                for filho in filhos(no, n) {
                    nos.extend(subarvore(filho, n));
                }
                nos.sort_unstable();
                let esperados: Vec<_> = subarvore(no, n).collect();
                assert_eq!(nos, esperados, "a subárvore de {no} entre {n}");
            }
        }
    }

    #[test]
    fn rodadas_e_o_teto_do_logaritmo() {
        let esperadas = [0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5];
        for (n, esperada) in (1..).zip(esperadas) {
            assert_eq!(rodadas(n), esperada, "{n} processos");
        }
    }
}
