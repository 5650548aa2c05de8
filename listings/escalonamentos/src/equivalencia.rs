//! Equivalências pela definição, sem grafo: servem para conferir o grafo e
//! para mostrar o que ele não alcança.

use std::collections::BTreeMap;

use crate::acao::{Acao, Escalonamento, Tipo, Transacao, serial, transacoes};

/// Acima disto há ordens seriais demais (8! = 40.320) para tentar todas.
pub const MAIS_TRANSACOES: usize = 7;

/// Todas as ordens de uma lista.
pub fn ordens(de: &[Transacao]) -> Vec<Vec<Transacao>> {
    if de.is_empty() {
        return vec![Vec::new()];
    }
    let mut todas = Vec::new();
    for (i, &primeira) in de.iter().enumerate() {
        let mut resto = de.to_vec();
        resto.remove(i);
        for mut ordem in ordens(&resto) {
            ordem.insert(0, primeira);
            todas.push(ordem);
        }
    }
    todas
}

/// Um passo, dito de modo que não depende de onde foi parar: o `k`-ésimo da sua
/// transação.
type Passo = (Transacao, usize);

fn passos(acoes: &[Acao]) -> Vec<Passo> {
    let mut vistos = BTreeMap::new();
    let mut numerar = |acao: &Acao| {
        let k = vistos.entry(acao.transacao).or_insert(0);
        *k += 1;
        (acao.transacao, *k)
    };
    acoes.iter().map(&mut numerar).collect()
}

/// Os pares de passos em conflito, na ordem em que aconteceram.
fn conflitos(acoes: &[Acao]) -> Vec<(Passo, Passo)> {
    let passos = passos(acoes);
    let mut pares = Vec::new();
    for (depois, uma) in acoes.iter().enumerate() {
        for (antes, outra) in acoes[..depois].iter().enumerate() {
            if outra.conflita(uma) {
                pares.push((passos[antes], passos[depois]));
            }
        }
    }
    pares.sort_unstable();
    pares
}

/// A ordem serial com os mesmos conflitos na mesma ordem, se há uma.
pub fn por_conflito(acoes: &[Acao]) -> Option<Vec<Transacao>> {
    igual_a_serial(acoes, conflitos)
}

/// O que as transações veem e o que fica: de que escrita vem cada leitura
/// (`None`, do valor inicial) e qual é a última escrita de cada item.
type Visao = (Vec<(Passo, Option<Passo>)>, BTreeMap<String, Passo>);

fn visao(acoes: &[Acao]) -> Visao {
    let mut leituras = Vec::new();
    let mut ultima = BTreeMap::new();
    for (acao, passo) in acoes.iter().zip(passos(acoes)) {
        match acao.tipo {
            Tipo::Le => leituras.push((passo, ultima.get(&acao.item).copied())),
            Tipo::Escreve => {
                ultima.insert(acao.item.clone(), passo);
            }
        }
    }
    leituras.sort_unstable();
    (leituras, ultima)
}

/// A ordem serial em que toda leitura vê a mesma escrita e os itens terminam
/// com as mesmas, se há uma.
pub fn por_visao(acoes: &[Acao]) -> Option<Vec<Transacao>> {
    igual_a_serial(acoes, visao)
}

fn igual_a_serial<R: PartialEq>(
    acoes: &[Acao],
    resumo: impl Fn(&[Acao]) -> R,
) -> Option<Vec<Transacao>> {
    let este = resumo(acoes);
    let ordens = ordens(&transacoes(acoes)).into_iter();
    let igual = |ordem: &Vec<Transacao>| resumo(&serial(acoes, ordem)) == este;
    ordens.into_iter().find(igual)
}

/// Todas as intercalações: cada transação mantém a sua ordem.
pub fn intercalacoes(programas: &[Vec<Acao>]) -> Vec<Escalonamento> {
    if programas.iter().all(Vec::is_empty) {
        return vec![Vec::new()];
    }
    let mut todas = Vec::new();
    for (i, programa) in programas.iter().enumerate() {
        let Some((primeira, resto)) = programa.split_first() else {
            continue;
        };
        let mut restantes = programas.to_vec();
        restantes[i] = resto.to_vec();
        for fim in intercalacoes(&restantes) {
            todas.push([vec![primeira.clone()], fim].concat());
        }
    }
    todas
}

/// Quantas intercalações há; `None` se não cabe em 64 bits.
pub fn quantas(tamanhos: &[usize]) -> Option<u64> {
    let (mut total, mut usados) = (1u64, 0u64);
    for &tamanho in tamanhos {
        // Onde pôr os passos desta entre os que já há: uma combinação.
        for k in 1..=tamanho as u64 {
            usados += 1;
            total = total.checked_mul(usados)? / k;
        }
    }
    Some(total)
}
