//! O conjunto de Mandelbrot: linhas que custam muito diferente umas das outras.

use std::fmt::Write;
use std::num::NonZero;
use std::thread;

use rayon::prelude::*;

use crate::modo::Modo;

/// O que desenhar: `colunas` por `linhas` pontos, e quantas voltas dar antes de
/// concluir que o ponto não foge.
#[derive(Debug, Clone, Copy)]
pub struct Quadro {
    pub colunas: u32,
    pub linhas: u32,
    pub voltas: u32,
}

/// Em quantas voltas cada ponto fugiu, linha a linha.
pub fn calcular(quadro: Quadro, modo: Modo, threads: NonZero<usize>) -> Vec<Vec<u32>> {
    match modo {
        Modo::Sequencial => (0..quadro.linhas).map(|l| linha(quadro, l)).collect(),
        Modo::Threads => em_faixas(quadro, threads),
        Modo::Rayon => com_rayon(quadro),
    }
}

// ANCHOR: linha
/// Para cada ponto c da linha, quantas vezes se pode trocar z por z² + c antes
/// que z fuja para longe, a mais de 2 da origem.
fn linha(quadro: Quadro, linha: u32) -> Vec<u32> {
    let im = 2.4 * (f64::from(linha) + 0.5) / f64::from(quadro.linhas) - 1.2;
    (0..quadro.colunas)
        .map(|coluna| {
            let re = 3.2 * (f64::from(coluna) + 0.5) / f64::from(quadro.colunas) - 2.3;
            let (mut x, mut y) = (0.0, 0.0);
            let mut volta = 0;
            while volta < quadro.voltas && x * x + y * y <= 4.0 {
                (x, y) = (x * x - y * y + re, 2.0 * x * y + im);
                volta += 1;
            }
            volta
        })
        .collect()
}
// ANCHOR_END: linha

// ANCHOR: faixas
/// Uma faixa de linhas seguidas para cada thread. As do meio custam mais.
///
/// # Panics
/// Se o sistema não criar as threads.
fn em_faixas(quadro: Quadro, threads: NonZero<usize>) -> Vec<Vec<u32>> {
    let linhas: Vec<u32> = (0..quadro.linhas).collect();
    let tamanho = linhas.len().div_ceil(threads.get()).max(1);
    thread::scope(|escopo| {
        let faixas: Vec<_> = linhas
            .chunks(tamanho)
            .map(|f| {
                escopo.spawn(|| f.iter().map(|&l| linha(quadro, l)).collect::<Vec<_>>())
            })
            .collect();
        faixas
            .into_iter()
            .flat_map(|t| t.join().unwrap_or_else(|p| std::panic::resume_unwind(p)))
            .collect()
    })
}
// ANCHOR_END: faixas

// ANCHOR: rayon
/// Cada linha pode virar uma tarefa; quem acaba as suas rouba das outras.
fn com_rayon(quadro: Quadro) -> Vec<Vec<u32>> {
    (0..quadro.linhas)
        .into_par_iter()
        .map(|l| linha(quadro, l))
        .collect()
}
// ANCHOR_END: rayon

/// O desenho em SVG: cada corrida de pontos iguais é um retângulo.
pub fn em_svg(quadro: Quadro, pontos: &[Vec<u32>]) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\">\n\
         <title>O conjunto de Mandelbrot</title>\n\
         <desc>Uma mancha cheia, feita de um disco grande e de outros menores encostados \
         nele, com a borda rendilhada. Em volta, pontos mais fracos quanto mais longe dela.</desc>\n\
         <g fill=\"currentColor\" shape-rendering=\"crispEdges\">\n",
        quadro.colunas * 4,
        quadro.linhas * 4
    );
    for (y, linha) in pontos.iter().enumerate() {
        for corrida in corridas(quadro.voltas, linha) {
            let (x, largura, tom) = corrida;
            writeln!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"4\" opacity=\"0.{tom}\"/>",
                x * 4,
                y * 4,
                largura * 4
            )
            .expect("escrever numa String não falha");
        }
    }
    svg + "</g>\n</svg>\n"
}

/// Onde começa, quantos pontos tem e o tom (2 a 9) de cada corrida visível.
fn corridas(voltas: u32, linha: &[u32]) -> Vec<(usize, usize, u32)> {
    let mut inicio = 0;
    let tons: Vec<u32> = linha.iter().map(|&v| tom(voltas, v)).collect();
    tons.chunk_by(|a, b| a == b)
        .filter_map(|corrida| {
            let x = inicio;
            inicio += corrida.len();
            (corrida[0] > 0).then_some((x, corrida.len(), corrida[0]))
        })
        .collect()
}

/// Zero quando o ponto foge logo; nove quando não foge.
fn tom(voltas: u32, volta: u32) -> u32 {
    match volta {
        v if v >= voltas => 9,
        0..=4 => 0,
        5..=7 => 2,
        8..=15 => 4,
        _ => 6,
    }
}
