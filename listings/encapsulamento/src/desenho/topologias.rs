//! A mesma falha, um enlace cortado, em seis topologias.

use std::collections::BTreeSet;
use std::f64::consts::TAU;

use super::folha::{Apoio, Folha};
use crate::topologia::{Enlace, Estrago, Tipo, montar};

const ESTACOES: usize = 6;
/// As topologias da figura, e que enlace de cada uma se corta: um dos piores.
const QUADROS: [(Tipo, usize); 6] = [
    (Tipo::Linha, 2),
    (Tipo::Barramento, 0),
    (Tipo::AnelComToken, 1),
    (Tipo::AnelDuplo, 1),
    (Tipo::Estrela, 1),
    (Tipo::Malha, 0),
];
const LARGURA: f64 = 200.0;
const ALTURA: f64 = 206.0;

/// Desenha as seis, duas por fileira, com os pares que ainda conversam.
pub fn topologias() -> String {
    let mut folha = Folha::default();
    let mut frases = Vec::new();
    for (ordem, (tipo, cortado)) in QUADROS.into_iter().enumerate() {
        let x = LARGURA * (ordem % 2) as f64;
        let y = ALTURA * (ordem / 2) as f64;
        let frase = painel(&mut folha, (x, y), tipo, cortado);
        frases.push(format!("{}: {frase}", tipo.nome()));
    }
    let descricao = format!(
        "Seis redes de seis estações, cada uma com um enlace marcado por um xis. {}.",
        frases.join("; ")
    );
    folha.fechar(
        3.0 * ALTURA,
        "Um enlace cortado em seis topologias",
        &descricao,
    )
}

fn painel(folha: &mut Folha, (x, y): (f64, f64), tipo: Tipo, cortado: usize) -> String {
    let rede = montar(tipo, ESTACOES);
    let meio = x + LARGURA / 2.0;
    folha.texto_com(
        meio,
        y + 20.0,
        Apoio::Meio,
        tipo.nome(),
        r#"font-weight="600""#,
    );
    let lugares = lugares(tipo, (meio, y + 100.0));
    for (indice, enlace) in rede.enlaces.iter().enumerate() {
        ligar(folha, enlace, &lugares, indice == cortado);
    }
    for (estacao, &lugar) in lugares.iter().enumerate() {
        no(folha, lugar, estacao >= rede.estacoes);
    }
    let (cx, cy) = falha(&rede.enlaces[cortado], &lugares);
    folha.xis(cx, cy);
    let estrago = Estrago {
        enlaces: BTreeSet::from([cortado]),
        nos: BTreeSet::new(),
    };
    let pares = format!("{} de 15 pares", rede.pares(&estrago));
    folha.texto(meio, y + 188.0, Apoio::Meio, &pares);
    pares
}

/// Onde fica cada nó: em roda, em linha, ou pendurado num cabo.
fn lugares(tipo: Tipo, (x, y): (f64, f64)) -> Vec<(f64, f64)> {
    let em_roda = |i: usize| {
        let angulo = TAU * (i as f64 / ESTACOES as f64 - 0.25);
        (x + 56.0 * angulo.cos(), y + 56.0 * angulo.sin())
    };
    let em_linha = |i: usize| x - 78.0 + 31.2 * i as f64;
    match tipo {
        Tipo::Linha => (0..ESTACOES).map(|i| (em_linha(i), y)).collect(),
        Tipo::Barramento => (0..ESTACOES)
            .map(|i| (em_linha(i), if i % 2 == 0 { y - 34.0 } else { y + 34.0 }))
            .collect(),
        Tipo::Estrela => (0..ESTACOES).map(em_roda).chain([(x, y)]).collect(),
        _ => (0..ESTACOES).map(em_roda).collect(),
    }
}

fn ligar(folha: &mut Folha, enlace: &Enlace, lugares: &[(f64, f64)], cortado: bool) {
    let traco = match cortado {
        true => r#"stroke="var(--erro)" stroke-width="1.5" stroke-dasharray="4 4""#,
        false => r#"stroke="currentColor" stroke-width="1.5""#,
    };
    match enlace {
        Enlace::DuasMaos(membros) if membros.len() == 2 => {
            let [(x1, y1), (x2, y2)] = [lugares[membros[0]], lugares[membros[1]]];
            folha.traco(&format!("M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}"), traco);
        }
        Enlace::DuasMaos(membros) => cabo(folha, membros, lugares, traco),
        Enlace::MaoUnica { de, para } => {
            let [(x1, y1), (x2, y2)] = [lugares[*de], lugares[*para]];
            folha.traco(&format!("M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}"), traco);
            seta(folha, (x1, y1), (x2, y2));
        }
    }
}

/// O cabo do barramento, que passa no meio, e as derivações.
fn cabo(folha: &mut Folha, membros: &[usize], lugares: &[(f64, f64)], traco: &str) {
    let (primeiro, ultimo) = (lugares[membros[0]], lugares[membros[membros.len() - 1]]);
    let meio = f64::midpoint(primeiro.1, ultimo.1);
    let (de, ate) = (primeiro.0 - 10.0, ultimo.0 + 10.0);
    folha.traco(&format!("M{de:.1} {meio:.1}H{ate:.1}"), traco);
    for &membro in membros {
        let (x, y) = lugares[membro];
        folha.traco(&format!("M{x:.1} {y:.1}V{meio:.1}"), traco);
    }
}

/// A ponta da seta, a três quintos do caminho.
fn seta(folha: &mut Folha, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    let (x, y) = (x1 + 0.62 * (x2 - x1), y1 + 0.62 * (y2 - y1));
    let angulo = (y2 - y1).atan2(x2 - x1);
    let ponta = |desvio: f64| {
        let volta = angulo + desvio;
        (x - 9.0 * volta.cos(), y - 9.0 * volta.sin())
    };
    let [(ax, ay), (bx, by)] = [ponta(0.5), ponta(-0.5)];
    let caminho = format!("M{ax:.1} {ay:.1}L{x:.1} {y:.1}L{bx:.1} {by:.1}");
    folha.traco(&caminho, r#"stroke="currentColor" stroke-width="1.5""#);
}

fn no(folha: &mut Folha, (x, y): (f64, f64), peca: bool) {
    if peca {
        folha.caixa([x - 12.0, y - 12.0, 24.0, 24.0], Some('c'));
        return;
    }
    folha.linha(format_args!(
        r#"<circle cx="{x:.1}" cy="{y:.1}" r="10" fill="var(--fig-a)" stroke="var(--fig-a-traco)" stroke-width="1.5"/>"#
    ));
}

/// O meio do enlace cortado; no cabo, o meio do cabo.
fn falha(enlace: &Enlace, lugares: &[(f64, f64)]) -> (f64, f64) {
    let (a, b) = match enlace {
        Enlace::DuasMaos(membros) => (membros[0], membros[membros.len() - 1]),
        Enlace::MaoUnica { de, para } => (*de, *para),
    };
    let (fim_a, fim_b) = (lugares[a], lugares[b]);
    (
        f64::midpoint(fim_a.0, fim_b.0),
        f64::midpoint(fim_a.1, fim_b.1),
    )
}
