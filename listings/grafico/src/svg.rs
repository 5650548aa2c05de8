//! O texto do SVG: eixos, curvas, pontos e legenda.

mod area;

use std::fmt::{Result, Write};

use crate::grafico::Grafico;
use crate::serie::Serie;

use area::{BASE, DIREITA, ESQUERDA, LARGURA, LINHA, TOPO, em_x, em_y};

pub fn desenhar(grafico: &Grafico) -> String {
    let mut svg = String::new();
    escrever(grafico, &mut svg).expect("escrever numa String não falha");
    svg
}

fn escrever(grafico: &Grafico, svg: &mut String) -> Result {
    let entradas = grafico.series.len() + usize::from(grafico.diagonal.is_some());
    let altura = BASE + 56.0 + LINHA * entradas as f64;
    writeln!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LARGURA} {altura}">"#
    )?;
    writeln!(svg, "  <title>{}</title>", escapar(&grafico.titulo))?;
    writeln!(svg, "  <desc>{}</desc>", escapar(&grafico.descricao))?;
    writeln!(
        svg,
        r#"  <g font-size="16" font-family="system-ui, sans-serif" fill="currentColor">"#
    )?;
    eixos(grafico, svg)?;
    diagonal(grafico, svg)?;
    for serie in &grafico.series {
        curva(grafico, serie, svg)?;
    }
    for serie in &grafico.series {
        pontos(grafico, serie, svg)?;
    }
    legenda(grafico, svg)?;
    writeln!(svg, "  </g>\n</svg>")
}

fn eixos(grafico: &Grafico, svg: &mut String) -> Result {
    writeln!(
        svg,
        r#"    <text x="6" y="22">{}</text>"#,
        escapar(&grafico.y.nome)
    )?;
    for (marca, rotulo) in grafico.y.marcas() {
        let y = em_y(grafico, *marca);
        writeln!(
            svg,
            r#"    <path d="M{ESQUERDA} {y:.1}H{DIREITA}" stroke="var(--linha)" stroke-width="1"/>
    <text x="40" y="{:.1}" text-anchor="end">{}</text>"#,
            y + 5.5,
            escapar(rotulo)
        )?;
    }
    for (marca, rotulo) in grafico.x.marcas() {
        let x = em_x(grafico, *marca);
        // A última marca termina no canto: centrada, um número longo sairia do desenho.
        let (ancora, texto) = match x > DIREITA - 1.0 {
            true => ("end", LARGURA - 4.0),
            false => ("middle", x),
        };
        writeln!(
            svg,
            r#"    <path d="M{x:.1} {BASE}v6" stroke="currentColor" stroke-width="1.5"/>
    <text x="{texto:.1}" y="{}" text-anchor="{ancora}">{}</text>"#,
            BASE + 22.0,
            escapar(rotulo)
        )?;
    }
    writeln!(
        svg,
        r#"    <path d="M{ESQUERDA} {TOPO}V{BASE}H{DIREITA}" fill="none" stroke="currentColor" stroke-width="1.5"/>
    <text x="{}" y="{}" text-anchor="middle">{}</text>"#,
        f64::midpoint(ESQUERDA, DIREITA),
        BASE + 44.0,
        escapar(&grafico.x.nome)
    )
}

fn diagonal(grafico: &Grafico, svg: &mut String) -> Result {
    if grafico.diagonal.is_none() {
        return Ok(());
    }
    writeln!(
        svg,
        r#"    <path d="M{ESQUERDA} {BASE}L{DIREITA} {TOPO}" stroke="var(--suave)" stroke-width="1.5"/>"#
    )
}

fn curva(grafico: &Grafico, serie: &Serie, svg: &mut String) -> Result {
    let mut caminho = String::new();
    for (i, &(x, y)) in serie.curva.iter().enumerate() {
        let letra = if i == 0 { 'M' } else { 'L' };
        write!(
            caminho,
            "{letra}{:.1} {:.1}",
            em_x(grafico, x),
            em_y(grafico, y)
        )?;
    }
    if caminho.is_empty() {
        return Ok(());
    }
    writeln!(svg, r#"    <path d="{caminho}" {}/>"#, traco(serie))
}

/// Cada ponto leva a faixa em que a verdade deve estar, quando se sabe dizer.
fn pontos(grafico: &Grafico, serie: &Serie, svg: &mut String) -> Result {
    for ponto in &serie.pontos {
        let (x, y) = (em_x(grafico, ponto.x), em_y(grafico, ponto.y));
        if let Some((de, ate)) = ponto.faixa {
            let (baixo, alto) = (em_y(grafico, de), em_y(grafico, ate));
            writeln!(
                svg,
                r#"    <path d="M{x:.1} {baixo:.1}V{alto:.1}" stroke="currentColor" stroke-width="1.5"/>"#
            )?;
        }
        writeln!(svg, "    {}", marca(serie, x, y))?;
    }
    Ok(())
}

fn legenda(grafico: &Grafico, svg: &mut String) -> Result {
    let mut y = BASE + 44.0;
    for serie in &grafico.series {
        y += LINHA;
        let meio = y - 5.0;
        if !serie.curva.is_empty() {
            writeln!(svg, r#"    <path d="M10 {meio}H62" {}/>"#, traco(serie))?;
        }
        if !serie.pontos.is_empty() {
            writeln!(svg, "    {}", marca(serie, 36.0, meio))?;
        }
        let nome = escapar(&serie.nome);
        writeln!(svg, r#"    <text x="72" y="{y}">{nome}</text>"#)?;
    }
    if let Some(nome) = &grafico.diagonal {
        y += LINHA;
        writeln!(
            svg,
            r#"    <path d="M10 {}H62" stroke="var(--suave)" stroke-width="1.5"/>
    <text x="72" y="{y}">{}</text>"#,
            y - 5.0,
            escapar(nome)
        )?;
    }
    Ok(())
}

fn traco(serie: &Serie) -> String {
    format!(
        r#"fill="none" stroke="{}" stroke-width="2.5" stroke-dasharray="{}""#,
        serie.feicao.cor(),
        serie.feicao.tracejado()
    )
}

fn marca(serie: &Serie, x: f64, y: f64) -> String {
    format!(
        r#"<path d="{}" fill="var(--fundo)" stroke="{}" stroke-width="2"/>"#,
        serie.feicao.marca(x, y),
        serie.feicao.cor()
    )
}

fn escapar(texto: &str) -> String {
    let sem_e = texto.replace('&', "&amp;");
    sem_e.replace('<', "&lt;").replace('>', "&gt;")
}
