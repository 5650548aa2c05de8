//! O texto do SVG de um gráfico de curvas.

use super::texto::{moldura, numero, texto};
use super::{Feicao, Grafico, Serie};

// A área das curvas. Com 400 de largura e letra 16, o texto tem mais de 12 px
// numa tela de 320.
const LARGURA: f64 = 400.0;
const ESQUERDA: f64 = 48.0;
const DIREITA: f64 = 386.0;
const TOPO: f64 = 40.0;
const BASE: f64 = 290.0;
/// A altura de uma linha da legenda.
const LINHA: f64 = 26.0;

/// O arquivo SVG inteiro. As mesmas contas dão sempre os mesmos bytes.
pub fn desenhar(grafico: &Grafico) -> String {
    let altura = BASE + 56.0 + LINHA * grafico.series.len() as f64;
    let mut corpo = eixos(grafico);
    for serie in &grafico.series {
        corpo += &curva(grafico, serie);
    }
    for (i, serie) in grafico.series.iter().enumerate() {
        corpo += &legenda(serie, BASE + 44.0 + LINHA * (i + 1) as f64);
    }
    moldura(LARGURA, altura, &grafico.titulo, &grafico.descricao, &corpo)
}

fn eixos(grafico: &Grafico) -> String {
    let mut svg = texto(6.0, 22.0, "start", &grafico.y.nome);
    for &marca in &grafico.y.marcas {
        let y = em_y(grafico, marca);
        svg += &format!(
            "    <path d=\"M{ESQUERDA} {y:.1}H{DIREITA}\" stroke=\"var(--linha)\"/>\n"
        );
        svg += &texto(40.0, y + 5.5, "end", &numero(marca));
    }
    for &marca in &grafico.x.marcas {
        let x = em_x(grafico, marca);
        svg += &format!(
            "    <path d=\"M{x:.1} {BASE}v6\" stroke=\"currentColor\" stroke-width=\"1.5\"/>\n"
        );
        // A última marca termina no canto: centrada, um número longo sairia.
        svg += &match x > DIREITA - 1.0 {
            true => texto(LARGURA - 4.0, BASE + 22.0, "end", &numero(marca)),
            false => texto(x, BASE + 22.0, "middle", &numero(marca)),
        };
    }
    svg += &format!(
        "    <path d=\"M{ESQUERDA} {TOPO}V{BASE}H{DIREITA}\" fill=\"none\" \
         stroke=\"currentColor\" stroke-width=\"1.5\"/>\n"
    );
    let meio = f64::midpoint(ESQUERDA, DIREITA);
    svg + &texto(meio, BASE + 44.0, "middle", &grafico.x.nome)
}

fn curva(grafico: &Grafico, serie: &Serie) -> String {
    let mut caminho = String::new();
    // Uma curva que sai do gráfico para na borda, e não volta por fora dela.
    let dentro = |&&(_, y): &&(f64, f64)| y <= grafico.y.ate * 1.0001;
    for (i, &(x, y)) in serie.curva.iter().take_while(dentro).enumerate() {
        let letra = if i == 0 { 'M' } else { 'L' };
        caminho += &format!("{letra}{:.1} {:.1}", em_x(grafico, x), em_y(grafico, y));
    }
    let mut svg = format!("    <path d=\"{caminho}\" {}/>\n", traco(serie.feicao));
    for &(x, y) in &serie.pontos {
        svg += &marca(serie.feicao, em_x(grafico, x), em_y(grafico, y));
    }
    svg
}

fn legenda(serie: &Serie, y: f64) -> String {
    let meio = y - 5.0;
    let mut svg = format!("    <path d=\"M10 {meio}H62\" {}/>\n", traco(serie.feicao));
    if !serie.pontos.is_empty() {
        svg += &marca(serie.feicao, 36.0, meio);
    }
    svg + &texto(72.0, y, "start", &serie.nome)
}

fn traco(feicao: Feicao) -> String {
    let (cor, tracejado, largura) = match feicao {
        Feicao::A => ("var(--fig-a-traco)", "none", "2.5"),
        Feicao::B => ("var(--fig-b-traco)", "9 4", "2.5"),
        Feicao::C => ("var(--fig-c-traco)", "3 4", "2.5"),
        Feicao::Fina => ("var(--suave)", "none", "1.5"),
    };
    format!(
        "fill=\"none\" stroke=\"{cor}\" stroke-width=\"{largura}\" \
         stroke-dasharray=\"{tracejado}\""
    )
}

fn marca(feicao: Feicao, x: f64, y: f64) -> String {
    let (cor, d) = match feicao {
        Feicao::A => ("var(--fig-a-traco)", "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
        Feicao::B => ("var(--fig-b-traco)", "m-3.5 -3.5h7v7h-7z"),
        Feicao::C => ("var(--fig-c-traco)", "m0 -5l5 5l-5 5l-5 -5z"),
        Feicao::Fina => ("var(--suave)", "m-4 -4l8 8m0 -8l-8 8"),
    };
    format!(
        "    <path d=\"M{x:.1} {y:.1}{d}\" fill=\"var(--fundo)\" stroke=\"{cor}\" \
         stroke-width=\"2\"/>\n"
    )
}

fn em_x(grafico: &Grafico, valor: f64) -> f64 {
    ESQUERDA + grafico.x.posicao(valor) * (DIREITA - ESQUERDA)
}

fn em_y(grafico: &Grafico, valor: f64) -> f64 {
    BASE - grafico.y.posicao(valor) * (BASE - TOPO)
}
