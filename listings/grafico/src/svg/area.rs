//! Onde cada coisa fica na figura.

use crate::escala::Escala;
use crate::grafico::Grafico;

// A área das curvas; fora dela ficam as marcas, os nomes e a legenda. Com 400
// de largura e letra 16, o texto tem 12 px ou mais numa tela de 320.
pub const LARGURA: f64 = 400.0;
pub const ESQUERDA: f64 = 48.0;
pub const DIREITA: f64 = 386.0;
pub const TOPO: f64 = 40.0;
pub const BASE: f64 = 300.0;
/// A altura de uma linha da legenda.
pub const LINHA: f64 = 26.0;

pub fn em_x(grafico: &Grafico, valor: f64) -> f64 {
    ESQUERDA + dentro(&grafico.x, valor) * (DIREITA - ESQUERDA)
}

pub fn em_y(grafico: &Grafico, valor: f64) -> f64 {
    BASE - dentro(&grafico.y, valor) * (BASE - TOPO)
}

/// Um ponto fora do eixo sairia da figura, e o leitor não saberia dele.
fn dentro(eixo: &Escala, valor: f64) -> f64 {
    let posicao = eixo.posicao(valor);
    assert!(
        (0.0..=1.0).contains(&posicao),
        "{valor} não cabe no eixo “{}”",
        eixo.nome
    );
    posicao
}
