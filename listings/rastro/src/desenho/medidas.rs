//! Onde fica cada coluna e cada linha do diagrama.

use crate::registro::Rastro;

// Com 400 de largura e letra 16, o texto tem 12 px ou mais numa coluna de 300.
pub const LARGURA: i32 = 400;
const TOPO: i32 = 52;
/// De uma linha à seguinte.
pub const PASSO: i32 = 38;
/// A largura média de uma letra de tamanho 16, com folga.
pub const LETRA: i32 = 9;

/// A altura da linha de um evento.
pub fn y(linha: usize) -> i32 {
    TOPO + PASSO * i32::try_from(linha).unwrap_or(i32::MAX / PASSO - TOPO)
}

/// Quanto um texto ocupa na horizontal.
pub fn largura(texto: &str) -> i32 {
    LETRA * i32::try_from(texto.chars().count()).unwrap_or(i32::MAX / LETRA)
}

/// As colunas de um rastro.
pub struct Medidas {
    colunas: i32,
    margem: i32,
}

impl Medidas {
    /// As colunas das pontas deixam lugar ao nome e ao relógio.
    pub fn de(rastro: &Rastro) -> Self {
        let nomes = rastro.processos();
        let nome = |n: Option<&String>| n.map_or(0, |n| largura(n) / 2 + 4);
        let relogios = rastro.eventos().iter().filter_map(|e| e.relogio.as_ref());
        let relogio = relogios.map(|r| largura(r) + 13).max().unwrap_or(0);
        // Com duas colunas, um quarto de cada lado seria espaço perdido.
        let minima = if nomes.len() == 2 { 66 } else { 28 };
        let margem = minima
            .max(nome(nomes.first()))
            .max(nome(nomes.last()))
            .max(relogio);
        Self {
            colunas: i32::try_from(nomes.len()).unwrap_or(i32::MAX),
            margem: margem.min(150),
        }
    }

    /// A coluna do processo.
    pub fn x(&self, processo: usize) -> i32 {
        if self.colunas == 1 {
            return LARGURA / 2;
        }
        let processo = i32::try_from(processo).unwrap_or(self.colunas);
        self.margem + (LARGURA - 2 * self.margem) * processo / (self.colunas - 1)
    }
}
