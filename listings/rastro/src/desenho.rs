//! O diagrama espaço-tempo: um processo por coluna, o tempo para baixo.
//!
//! Cada evento ocupa uma linha, na ordem do rastro; por isso uma seta desce
//! sempre. O que uma mensagem perdida tem de diferente não é a cor: o traço é
//! interrompido, termina num × e o texto diz "perdida".

use std::fmt::{Result, Write};

use crate::{Acao, Evento, Mensagem, Rastro};

// Com 400 de largura e letra 16, o texto tem 12 px ou mais numa tela de 320.
const LARGURA: f64 = 400.0;
const TOPO: f64 = 52.0;
const PASSO: f64 = 38.0;
/// A largura média de uma letra de tamanho 16, com folga.
const LETRA: f64 = 8.6;

/// O SVG da execução, nas cores do tema; o `<desc>` a conta em frases.
pub fn desenhar(rastro: &Rastro, titulo: &str) -> String {
    let mut svg = String::new();
    Desenho { rastro }
        .escrever(titulo, &mut svg)
        .expect("escrever numa String não falha");
    svg
}

struct Desenho<'a> {
    rastro: &'a Rastro,
}

impl Desenho<'_> {
    fn escrever(&self, titulo: &str, svg: &mut String) -> Result {
        let altura = y(self.rastro.eventos().len()) + 8.0;
        let descricao = self.rastro.linhas().join("; ");
        writeln!(
            svg,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LARGURA} {altura}">
  <title>{}</title>
  <desc>O tempo corre para baixo: {}.</desc>
  <g font-size="16" font-family="system-ui, sans-serif" fill="currentColor">"#,
            escapar(titulo),
            escapar(&descricao)
        )?;
        for (processo, nome) in self.rastro.processos().iter().enumerate() {
            let x = self.x(processo);
            writeln!(
                svg,
                r#"    <path d="M{x:.1} 32V{altura}" stroke="var(--linha)" stroke-width="2"/>
    <text x="{x:.1}" y="20" text-anchor="middle" font-weight="600">{}</text>"#,
                escapar(nome)
            )?;
        }
        for (i, evento) in self.rastro.eventos().iter().enumerate() {
            self.evento(i, evento, svg)?;
        }
        writeln!(svg, "  </g>\n</svg>")
    }

    /// A coluna do processo; as das pontas deixam lugar ao nome.
    fn x(&self, processo: usize) -> f64 {
        let quantos = self.rastro.processos().len();
        let coluna = LARGURA / quantos as f64;
        // Com duas colunas, um quarto de cada lado seria espaço perdido.
        let margem = if quantos == 2 { 66.0 } else { coluna / 2.0 };
        let vao = (LARGURA - 2.0 * margem) / (quantos.max(2) - 1) as f64;
        match quantos {
            1 => LARGURA / 2.0,
            _ => margem + vao * processo as f64,
        }
    }

    fn evento(&self, i: usize, evento: &Evento, svg: &mut String) -> Result {
        let x = self.x(evento.processo);
        match &evento.acao {
            Acao::Envio { .. } => ponto(x, y(i), svg),
            Acao::Recepcao { mensagem } => {
                self.seta(*mensagem, i, true, svg)?;
                ponto(x, y(i), svg)
            }
            Acao::Perda { mensagem } => self.seta(*mensagem, i, false, svg),
            Acao::Local { texto } => {
                let largura = texto.chars().count() as f64 * LETRA + 16.0;
                let meio = x.clamp(largura / 2.0 + 2.0, LARGURA - largura / 2.0 - 2.0);
                let esquerda = meio - largura / 2.0;
                let topo = y(i) - 14.0;
                writeln!(
                    svg,
                    r#"    <rect x="{esquerda:.1}" y="{topo:.1}" width="{largura:.1}" height="28" rx="5" fill="var(--fig-a)" stroke="var(--fig-a-traco)" stroke-width="1.5"/>
    <text x="{meio:.1}" y="{:.1}" text-anchor="middle">{}</text>"#,
                    y(i) + 5.5,
                    escapar(texto)
                )
            }
        }
    }

    /// A seta do envio até a linha `chegada`; se não chegou, para no meio.
    fn seta(
        &self,
        mensagem: Mensagem,
        chegada: usize,
        chegou: bool,
        svg: &mut String,
    ) -> Result {
        let (de, para, texto) = self.rastro.mensagem(mensagem).expect("conferida");
        let saida = self.rastro.mensagens[mensagem.0].0;
        let (x1, y1, y2) = (self.x(de), y(saida), y(chegada));
        let x2 = match chegou {
            true => self.x(para),
            false => x1 + (self.x(para) - x1) * 0.62,
        };
        let texto = match chegou {
            true => escapar(texto),
            false => format!("{} (perdida)", escapar(texto)),
        };
        let (traco, ponta) = match chegou {
            true => ("", flecha(x1, y1, x2, y2)),
            false => (r#" stroke-dasharray="6 5""#, xis(x2, y2)),
        };
        // O texto fica acima do meio da seta, tanto mais alto quanto ela é inclinada.
        let meia_largura = texto.chars().count() as f64 * LETRA / 2.0;
        let inclinacao = (y2 - y1) / (x2 - x1).abs().max(1.0);
        let folga = (6.0 + inclinacao * meia_largura).min(PASSO / 2.0);
        writeln!(
            svg,
            r#"    <path d="M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}" fill="none" stroke="currentColor" stroke-width="1.5"{traco}/>
    {ponta}
    <text x="{:.1}" y="{:.1}" text-anchor="middle" stroke="var(--fundo)" stroke-width="4" paint-order="stroke">{texto}</text>"#,
            f64::midpoint(self.x(de), self.x(para)),
            f64::midpoint(y1, y2) - folga,
        )
    }
}

fn y(linha: usize) -> f64 {
    TOPO + PASSO * linha as f64
}

fn ponto(x: f64, y: f64, svg: &mut String) -> Result {
    writeln!(
        svg,
        r#"    <circle cx="{x:.1}" cy="{y:.1}" r="4.5" fill="currentColor"/>"#
    )
}

/// A ponta da seta, um triângulo virado para onde ela vai.
fn flecha(x1: f64, y1: f64, x2: f64, y2: f64) -> String {
    let comprimento = (x2 - x1).hypot(y2 - y1).max(1.0);
    let (dx, dy) = ((x2 - x1) / comprimento, (y2 - y1) / comprimento);
    let (bx, by) = (x2 - 14.0 * dx, y2 - 14.0 * dy);
    format!(
        r#"<path d="M{x2:.1} {y2:.1}L{:.1} {:.1}L{:.1} {:.1}Z" fill="currentColor"/>"#,
        bx - 5.0 * dy,
        by + 5.0 * dx,
        bx + 5.0 * dy,
        by - 5.0 * dx
    )
}

fn xis(x: f64, y: f64) -> String {
    let (esquerda, topo) = (x - 7.0, y - 7.0);
    format!(
        r#"<path d="M{esquerda:.1} {topo:.1}l14 14m0 -14l-14 14" fill="none" stroke="var(--erro)" stroke-width="3"/>"#
    )
}

fn escapar(texto: &str) -> String {
    texto
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
