//! A árvore de um broadcast, rodada por rodada, desenhada das mensagens que
//! passaram: cada linha `rodada 1: 0 → 4 (1 valor)` vira uma seta.

use std::fmt::Write;

/// Uma mensagem: a rodada, de quem e para quem.
pub type Seta = (u32, usize, usize);

/// Lê as setas do que o lançador mostra com `--mensagens`; ignora o resto.
pub fn setas(texto: &str) -> Vec<Seta> {
    texto.lines().filter_map(seta).collect()
}

fn seta(linha: &str) -> Option<Seta> {
    let (rodada, resto) = linha.trim().strip_prefix("rodada ")?.split_once(": ")?;
    let (de, resto) = resto.split_once(" → ")?;
    let para = resto.split_once(' ')?.0;
    Some((rodada.parse().ok()?, de.parse().ok()?, para.parse().ok()?))
}

const PASSO: usize = 48;
const ALTURA: usize = 118;

/// Desenha as rodadas de cima para baixo; quem já tem a mensagem fica cheio.
pub fn desenhar(setas: &[Seta]) -> String {
    let n = setas.iter().map(|&(_, de, para)| de.max(para) + 1).max();
    let n = n.unwrap_or(1);
    let rodadas = setas.iter().map(|s| s.0).max().unwrap_or(0);
    let (largura, altura) = (n * PASSO + 16, rodadas as usize * ALTURA + 44);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {largura} {altura}\">\n\
         <title>Broadcast entre {n} processos, rodada por rodada</title>\n\
         <desc>{}</desc>\n\
         <g font-size=\"16\" font-family=\"system-ui, sans-serif\" fill=\"currentColor\">\n",
        descrever(setas, rodadas)
    );
    for rodada in 1..=rodadas {
        desenhar_rodada(&mut svg, setas, rodada, n);
    }
    let y = rodadas as usize * ALTURA + 22;
    fila(&mut svg, setas, rodadas + 1, n, y);
    svg + "</g>\n</svg>\n"
}

fn desenhar_rodada(svg: &mut String, setas: &[Seta], rodada: u32, n: usize) {
    let y = (rodada as usize - 1) * ALTURA + 22;
    fila(svg, setas, rodada, n, y);
    let meio = y + ALTURA / 2 - 4;
    for &(_, de, para) in setas.iter().filter(|s| s.0 == rodada) {
        let (x1, x2, ponta) = (centro(de), centro(para), y + ALTURA - 19);
        let _ = writeln!(
            svg,
            "<path d=\"M{x1} {} C{x1} {meio} {x2} {meio} {x2} {}\" fill=\"none\" \
             stroke=\"currentColor\" stroke-width=\"2\"/><polygon points=\"{x2},{ponta} \
             {},{} {},{}\"/>",
            y + 18,
            ponta - 8,
            x2 - 5,
            ponta - 10,
            x2 + 5,
            ponta - 10,
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"8\" y=\"{}\" fill=\"var(--suave)\">rodada {rodada}</text>",
        y + ALTURA - 32
    );
}

/// Os processos como estão antes da rodada.
fn fila(svg: &mut String, setas: &[Seta], rodada: u32, n: usize, y: usize) {
    for rank in 0..n {
        let chegou = setas.iter().any(|s| s.0 < rodada && s.2 == rank);
        let raiz = !setas.iter().any(|s| s.2 == rank);
        let (cor, traco) = match chegou || raiz {
            true => (
                "var(--fig-a)",
                "stroke=\"var(--fig-a-traco)\" stroke-width=\"3\"",
            ),
            false => ("none", "stroke=\"var(--suave)\" stroke-dasharray=\"3 3\""),
        };
        let _ = writeln!(
            svg,
            "<circle cx=\"{0}\" cy=\"{y}\" r=\"17\" fill=\"{cor}\" {traco}/>\
             <text x=\"{0}\" y=\"{1}\" text-anchor=\"middle\">{rank}</text>",
            centro(rank),
            y + 6
        );
    }
}

fn centro(rank: usize) -> usize {
    rank * PASSO + 32
}

fn descrever(setas: &[Seta], rodadas: u32) -> String {
    let frase = |rodada| {
        let dela = setas.iter().filter(|s| s.0 == rodada);
        let pares: Vec<_> = dela.map(|(_, de, para)| format!("{de} a {para}")).collect();
        format!("Na rodada {rodada}: de {}.", pares.join(", de "))
    };
    (1..=rodadas).map(frase).collect::<Vec<_>>().join(" ")
}
