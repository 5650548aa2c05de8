//! O trabalho: contar e somar os primos de uma faixa, por divisões.

use crate::protocolo::{Faixa, Feita};

/// O maior número que se aceita: até aqui a soma de todos os primos cabe em 64 bits.
pub const MAIOR: u64 = 1_000_000_000;

pub fn contar(faixa: Faixa) -> Feita {
    let primos = (faixa.de..faixa.ate).filter(|&n| primo(n));
    let (quantos, soma) =
        primos.fold((0, 0), |(quantos, soma), n| (quantos + 1, soma + n));
    Feita {
        numero: faixa.numero,
        quantos,
        soma,
    }
}

/// Corta os números de 0 a `ate` (este de dentro) em faixas de `tamanho`.
pub fn faixas(ate: u64, tamanho: u64) -> Vec<Faixa> {
    let inicios = (0..=ate).step_by(usize::try_from(tamanho).unwrap_or(usize::MAX));
    let faixa = |(numero, de): (usize, u64)| Faixa {
        numero: numero as u64,
        de,
        ate: de.saturating_add(tamanho).min(ate + 1),
    };
    inicios.enumerate().map(faixa).collect()
}

fn primo(n: u64) -> bool {
    n >= 2
        && (2..)
            .take_while(|d| d * d <= n)
            .all(|d| !n.is_multiple_of(d))
}
