//! Uma folha de SVG: texto, caixas e traços, só com as cores do tema.
//!
//! Com 400 de largura e letra 16, o texto tem 12 px ou mais numa tela de 320.

use std::fmt::Write;

pub const LARGURA: f64 = 400.0;

/// Onde o texto se apoia.
#[derive(Debug, Clone, Copy)]
pub enum Apoio {
    Comeco,
    Meio,
    Fim,
}

/// O desenho em curso.
#[derive(Debug, Default)]
pub struct Folha {
    corpo: String,
}

impl Folha {
    pub fn linha(&mut self, elemento: std::fmt::Arguments<'_>) {
        writeln!(self.corpo, "    {elemento}").expect("escrever numa String não falha");
    }

    pub fn texto(&mut self, x: f64, y: f64, apoio: Apoio, texto: &str) {
        self.texto_com(x, y, apoio, texto, "");
    }

    /// Texto com atributos a mais (`font-weight="600"`, por exemplo).
    pub fn texto_com(
        &mut self,
        x: f64,
        y: f64,
        apoio: Apoio,
        texto: &str,
        atributos: &str,
    ) {
        let ancora = match apoio {
            Apoio::Comeco => "start",
            Apoio::Meio => "middle",
            Apoio::Fim => "end",
        };
        let espaco = if atributos.is_empty() { "" } else { " " };
        let texto = escapar(texto);
        self.linha(format_args!(
            r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{ancora}"{espaco}{atributos}>{texto}</text>"#
        ));
    }

    /// Uma caixa; `cor` é uma das três da figura, ou nenhuma.
    pub fn caixa(&mut self, [x, y, largura, altura]: [f64; 4], cor: Option<char>) {
        let (fundo, traco) = match cor {
            Some(c) => (format!("var(--fig-{c})"), format!("var(--fig-{c}-traco)")),
            None => ("none".to_owned(), "var(--linha)".to_owned()),
        };
        self.linha(format_args!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{largura:.1}" height="{altura:.1}" rx="3" fill="{fundo}" stroke="{traco}" stroke-width="1.5"/>"#
        ));
    }

    pub fn traco(&mut self, caminho: &str, atributos: &str) {
        self.linha(format_args!(
            r#"<path d="{caminho}" fill="none" {atributos}/>"#
        ));
    }

    /// Um xis de falha.
    pub fn xis(&mut self, x: f64, y: f64) {
        let caminho = format!("M{:.1} {:.1}l14 14m0 -14l-14 14", x - 7.0, y - 7.0);
        self.traco(&caminho, r#"stroke="var(--erro)" stroke-width="3.5""#);
    }

    /// O arquivo inteiro. Os mesmos dados dão sempre os mesmos bytes.
    pub fn fechar(self, altura: f64, titulo: &str, descricao: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {LARGURA} {altura}\">\n  \
             <title>{}</title>\n  <desc>{}</desc>\n  \
             <g font-size=\"16\" font-family=\"system-ui, sans-serif\" fill=\"currentColor\">\n\
             {}  </g>\n</svg>\n",
            escapar(titulo),
            escapar(descricao),
            self.corpo
        )
    }
}

fn escapar(texto: &str) -> String {
    texto
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
