//! As medidas do capítulo: os três trabalhos, nos três modos.

use std::hint::black_box;
use std::num::NonZero;
use std::time::Instant;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;

use crate::contagem::{Contagem, contar, juntar, pedacos, sequencial};
use crate::mandelbrot::{Quadro, calcular};
use crate::medidas::Medida;
use crate::modo::{Modo, com_threads};
use crate::ordenacao::ordenar;

/// As quantidades de threads que se medem.
const THREADS: [usize; 3] = [1, 2, 4];
const REPETICOES: usize = 5;

type Erro = rayon::ThreadPoolBuildError;

/// Números ao acaso, sempre os mesmos para a mesma semente.
pub fn numeros(quantos: usize, semente: u64) -> Vec<u64> {
    let mut sorte = ChaCha8Rng::seed_from_u64(semente);
    (0..quantos).map(|_| sorte.random()).collect()
}

/// Um texto de ao menos `bytes` bytes, com 50.000 palavras diferentes. As
/// primeiras aparecem muito mais que as últimas, como numa língua.
pub fn texto(bytes: usize, semente: u64) -> String {
    let mut sorte = ChaCha8Rng::seed_from_u64(semente);
    let mut texto = String::with_capacity(bytes + 16);
    while texto.len() < bytes {
        let posicao: f64 = sorte.random();
        // Distribuição de Zipf: a n-ésima palavra aparece 1/n vezes a primeira.
        let palavra = (50_000_f64.powf(posicao)) as u32;
        texto += &format!("p{palavra:x} ");
    }
    texto
}

/// Mede ordenar, contar e desenhar, em todos os modos.
///
/// # Errors
/// Se o rayon não criar as suas threads.
pub fn medir(quantos: usize, bytes: usize, quadro: Quadro) -> Result<Vec<Medida>, Erro> {
    let numeros = numeros(quantos, 1);
    let texto = texto(bytes, 1);
    let mut medidas = Vec::new();
    for threads in THREADS.into_iter().filter_map(NonZero::new) {
        for modo in Modo::TODOS {
            if modo == Modo::Sequencial && threads.get() > 1 {
                continue;
            }
            let mut anotar = |trabalho: &str, segundos| {
                medidas.push(medida(trabalho, nome(modo), threads, segundos));
            };
            anotar(
                "ordenar",
                com_threads(threads, || {
                    cronometrar(
                        || numeros.clone(),
                        |mut n| ordenar(&mut n, modo, threads),
                    )
                })?,
            );
            anotar(
                "contar",
                com_threads(threads, || {
                    cronometrar(
                        || (),
                        |()| drop(black_box(contar(&texto, modo, threads))),
                    )
                })?,
            );
            anotar(
                "desenhar",
                com_threads(threads, || {
                    cronometrar(
                        || (),
                        |()| drop(black_box(calcular(quadro, modo, threads))),
                    )
                })?,
            );
        }
        let biblioteca = com_threads(threads, || {
            cronometrar(|| numeros.clone(), |mut n| n.par_sort())
        })?;
        medidas.push(medida("ordenar", "par_sort", threads, biblioteca));
    }
    let (partes, juncao) = fracoes(&texto);
    medidas.push(medida(
        "contar",
        "só as partes",
        NonZero::<usize>::MIN,
        partes,
    ));
    medidas.push(medida("contar", "só juntar", NonZero::<usize>::MIN, juncao));
    Ok(medidas)
}

/// Quanto se gasta contando as partes e quanto cortando e juntando, em segundos, na
/// rodada que contou mais depressa: as duas parcelas são da mesma execução.
fn fracoes(texto: &str) -> (f64, f64) {
    let mut melhor = (f64::MAX, f64::MAX);
    for _ in 0..REPETICOES {
        let inicio = Instant::now();
        let partes: Vec<&str> = pedacos(texto, 4 << 20).collect();
        let corte = inicio.elapsed();
        let inicio = Instant::now();
        let contagens: Vec<Contagem<'_>> = partes.iter().map(|p| sequencial(p)).collect();
        let contado = inicio.elapsed();
        let inicio = Instant::now();
        black_box(contagens.into_iter().reduce(juntar));
        let junto = corte + inicio.elapsed();
        let esta = (contado.as_secs_f64(), junto.as_secs_f64());
        if esta.0 < melhor.0 {
            melhor = esta;
        }
    }
    melhor
}

fn medida(trabalho: &str, modo: &str, threads: NonZero<usize>, segundos: f64) -> Medida {
    let (trabalho, modo) = (trabalho.to_owned(), modo.to_owned());
    Medida {
        trabalho,
        modo,
        threads,
        segundos,
    }
}

fn nome(modo: Modo) -> &'static str {
    match modo {
        Modo::Sequencial => "sequencial",
        Modo::Threads => "threads",
        Modo::Rayon => "rayon",
    }
}

/// A mediana do tempo de `fazer`, em segundos; preparar não conta.
fn cronometrar<T>(preparar: impl Fn() -> T, fazer: impl Fn(T)) -> f64 {
    let mut tempos: Vec<f64> = (0..REPETICOES)
        .map(|_| {
            let dado = preparar();
            let inicio = Instant::now();
            fazer(dado);
            inicio.elapsed().as_secs_f64()
        })
        .collect();
    tempos.sort_by(f64::total_cmp);
    tempos[REPETICOES / 2]
}
