//! Ordenação por intercalação: ordena cada metade, depois intercala as duas.

use std::num::NonZero;
use std::thread;

use crate::modo::Modo;

/// Abaixo disto, inserir no lugar é mais rápido do que dividir.
const POUCOS: usize = 24;
/// Abaixo disto, criar uma tarefa custa mais do que ordenar aqui mesmo.
const GRAO: usize = 16 * 1024;

/// Ordena os números, com um vetor auxiliar do mesmo tamanho.
///
/// # Panics
/// No modo com threads, se o sistema não as criar.
pub fn ordenar(numeros: &mut [u64], modo: Modo, threads: NonZero<usize>) {
    let mut auxiliar = numeros.to_vec();
    match modo {
        Modo::Sequencial => sequencial(numeros, &mut auxiliar),
        Modo::Threads => em_threads(numeros, &mut auxiliar, threads.get()),
        Modo::Rayon => com_rayon(numeros, &mut auxiliar),
    }
}

// ANCHOR: sequencial
/// Ordena `numeros`. `auxiliar` começa igual a ele e termina com qualquer coisa.
fn sequencial(numeros: &mut [u64], auxiliar: &mut [u64]) {
    if numeros.len() <= POUCOS {
        inserir(numeros);
        return;
    }
    let meio = numeros.len() / 2;
    let (esquerda, direita) = numeros.split_at_mut(meio);
    let (aux_esquerda, aux_direita) = auxiliar.split_at_mut(meio);
    // Os papéis se trocam a cada nível: a metade ordenada já fica no auxiliar,
    // de onde é intercalada, e nada precisa ser copiado de volta.
    sequencial(aux_esquerda, esquerda);
    sequencial(aux_direita, direita);
    intercalar(aux_esquerda, aux_direita, numeros);
}
// ANCHOR_END: sequencial

// ANCHOR: threads
/// Metade das threads para cada metade; com uma só, ordena aqui.
fn em_threads(numeros: &mut [u64], auxiliar: &mut [u64], threads: usize) {
    if threads < 2 || numeros.len() <= GRAO {
        return sequencial(numeros, auxiliar);
    }
    let meio = numeros.len() / 2;
    let (esquerda, direita) = numeros.split_at_mut(meio);
    let (aux_esquerda, aux_direita) = auxiliar.split_at_mut(meio);
    thread::scope(|escopo| {
        escopo.spawn(|| em_threads(aux_esquerda, esquerda, threads / 2));
        em_threads(aux_direita, direita, threads - threads / 2);
    });
    intercalar(aux_esquerda, aux_direita, numeros);
}
// ANCHOR_END: threads

// ANCHOR: rayon
/// As duas metades são tarefas que outra thread *pode* roubar.
fn com_rayon(numeros: &mut [u64], auxiliar: &mut [u64]) {
    if numeros.len() <= GRAO {
        return sequencial(numeros, auxiliar);
    }
    let meio = numeros.len() / 2;
    let (esquerda, direita) = numeros.split_at_mut(meio);
    let (aux_esquerda, aux_direita) = auxiliar.split_at_mut(meio);
    rayon::join(
        || com_rayon(aux_esquerda, esquerda),
        || com_rayon(aux_direita, direita),
    );
    intercalar_com_rayon(aux_esquerda, aux_direita, numeros);
}
// ANCHOR_END: rayon

/// Intercala dois vetores ordenados num terceiro.
fn intercalar(a: &[u64], b: &[u64], destino: &mut [u64]) {
    let (mut i, mut j) = (0, 0);
    let mut k = 0;
    while i < a.len() && j < b.len() {
        // Sem desvio: o processador não tem como adivinhar quem é o menor, e
        // errar a aposta custa mais do que fazer as duas contas.
        let da_esquerda = a[i] <= b[j];
        destino[k] = if da_esquerda { a[i] } else { b[j] };
        i += usize::from(da_esquerda);
        j += usize::from(!da_esquerda);
        k += 1;
    }
    destino[k..k + a.len() - i].copy_from_slice(&a[i..]);
    destino[k + a.len() - i..].copy_from_slice(&b[j..]);
}

// ANCHOR: intercalar
/// O mesmo, em paralelo: o do meio do maior separa os dois em menores e maiores,
/// e as duas intercalações não dependem uma da outra.
fn intercalar_com_rayon(a: &[u64], b: &[u64], destino: &mut [u64]) {
    if destino.len() <= GRAO {
        return intercalar(a, b, destino);
    }
    let (maior, menor) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let meio = maior.len() / 2;
    let corte = menor.partition_point(|n| *n < maior[meio]);
    let (antes, depois) = destino.split_at_mut(meio + corte);
    rayon::join(
        || intercalar_com_rayon(&maior[..meio], &menor[..corte], antes),
        || intercalar_com_rayon(&maior[meio..], &menor[corte..], depois),
    );
}
// ANCHOR_END: intercalar

/// Ordenação por inserção: cada número desce até o seu lugar.
fn inserir(numeros: &mut [u64]) {
    for i in 1..numeros.len() {
        let numero = numeros[i];
        let mut j = i;
        while j > 0 && numeros[j - 1] > numero {
            numeros[j] = numeros[j - 1];
            j -= 1;
        }
        numeros[j] = numero;
    }
}
