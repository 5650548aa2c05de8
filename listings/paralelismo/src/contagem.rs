//! Contar palavras: cada um conta um pedaço (*map*), e as contas se juntam
//! (*reduce*).

use std::collections::HashMap;
use std::num::NonZero;
use std::thread;

use rayon::prelude::*;

use crate::modo::Modo;

/// Quantas vezes cada palavra aparece. As palavras são pedaços do texto, sem cópia.
pub type Contagem<'a> = HashMap<&'a str, u64>;

pub fn contar(texto: &str, modo: Modo, threads: NonZero<usize>) -> Contagem<'_> {
    match modo {
        Modo::Sequencial => sequencial(texto),
        Modo::Threads => em_threads(texto, threads),
        Modo::Rayon => com_rayon(texto),
    }
}

// ANCHOR: sequencial
pub fn sequencial(texto: &str) -> Contagem<'_> {
    let mut contagem = Contagem::new();
    for palavra in texto.split_ascii_whitespace() {
        *contagem.entry(palavra).or_default() += 1;
    }
    contagem
}

/// Junta duas contagens. Passa a menor para a maior: dá menos trabalho.
pub fn juntar<'a>(a: Contagem<'a>, b: Contagem<'a>) -> Contagem<'a> {
    let (mut maior, menor) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    for (palavra, vezes) in menor {
        *maior.entry(palavra).or_default() += vezes;
    }
    maior
}
// ANCHOR_END: sequencial

/// Uma thread para cada pedaço.
///
/// # Panics
/// Repassa o pânico de uma thread, e entra em pânico se o sistema não a criar.
pub fn em_threads(texto: &str, threads: NonZero<usize>) -> Contagem<'_> {
    thread::scope(|escopo| {
        let contando: Vec<_> = pedacos(texto, texto.len().div_ceil(threads.get()))
            .map(|pedaco| escopo.spawn(|| sequencial(pedaco)))
            .collect();
        contando
            .into_iter()
            .map(|t| t.join().unwrap_or_else(|p| std::panic::resume_unwind(p)))
            .reduce(juntar)
            .unwrap_or_default()
    })
}

/// O tamanho de uma tarefa do rayon: grande o bastante para que juntar custe
/// pouco, pequeno o bastante para haver o que roubar.
const PEDACO: usize = 4 << 20;

// ANCHOR: rayon
pub fn com_rayon(texto: &str) -> Contagem<'_> {
    let pedacos: Vec<&str> = pedacos(texto, PEDACO).collect();
    pedacos
        .par_iter()
        .map(|pedaco| sequencial(pedaco))
        .reduce(Contagem::new, juntar)
}
// ANCHOR_END: rayon

// ANCHOR: pedacos
/// Corta o texto em pedaços de uns `tamanho` bytes, sem cortar palavra alguma:
/// cada corte escorrega até o próximo espaço.
pub fn pedacos(texto: &str, tamanho: usize) -> impl Iterator<Item = &str> {
    let mut resto = texto;
    std::iter::from_fn(move || {
        if resto.is_empty() {
            return None;
        }
        let depois = resto.as_bytes().get(tamanho.max(1)..).unwrap_or_default();
        let espaco = depois.iter().position(u8::is_ascii_whitespace);
        // Um espaço ASCII nunca está no meio de um caractere de vários bytes.
        let corte = espaco.map_or(resto.len(), |e| tamanho.max(1) + e);
        let (pedaco, outros) = resto.split_at(corte);
        resto = outros;
        Some(pedaco)
    })
}
// ANCHOR_END: pedacos
