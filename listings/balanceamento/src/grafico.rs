//! Um gráfico de curvas em SVG, com as cores do tema.
//!
//! As bibliotecas de gráficos gravam cada cor como um número; as deste livro
//! são variáveis, que mudam do claro para o escuro.

pub mod barras;
mod curvas;
mod texto;

pub use curvas::desenhar;

/// De valores a posições: linear, ou logarítmico a partir de 1.
#[derive(Debug, Clone)]
pub struct Eixo {
    pub nome: String,
    pub de: f64,
    pub ate: f64,
    pub logaritmico: bool,
    pub marcas: Vec<f64>,
}

impl Eixo {
    /// Um eixo de `marcas[0]` até a última marca.
    pub fn linear(nome: &str, marcas: &[f64]) -> Self {
        Self::novo(nome, marcas, false)
    }

    /// O mesmo, em que passos iguais multiplicam por fatores iguais.
    pub fn logaritmico(nome: &str, marcas: &[f64]) -> Self {
        Self::novo(nome, marcas, true)
    }

    fn novo(nome: &str, marcas: &[f64], logaritmico: bool) -> Self {
        Self {
            nome: nome.to_owned(),
            de: marcas.first().copied().unwrap_or(0.0),
            ate: marcas.last().copied().unwrap_or(1.0),
            logaritmico,
            marcas: marcas.to_vec(),
        }
    }

    /// Onde fica `valor`, de 0 a 1.
    pub fn posicao(&self, valor: f64) -> f64 {
        match self.logaritmico {
            true => (valor / self.de).ln() / (self.ate / self.de).ln(),
            false => (valor - self.de) / (self.ate - self.de),
        }
    }

    /// O valor que fica em `posicao`: o inverso de [`Eixo::posicao`].
    pub fn valor(&self, posicao: f64) -> f64 {
        match self.logaritmico {
            true => self.de * (self.ate / self.de).powf(posicao),
            false => self.de + posicao * (self.ate - self.de),
        }
    }
}

/// Uma curva, e os pontos que se marcam nela.
#[derive(Debug, Clone)]
pub struct Serie {
    pub nome: String,
    pub feicao: Feicao,
    pub curva: Vec<(f64, f64)>,
    pub pontos: Vec<(f64, f64)>,
}

/// Cor, traço e marca: quem não distingue as cores distingue as formas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feicao {
    A,
    B,
    C,
    Fina,
}

/// Um gráfico pronto para desenhar.
#[derive(Debug, Clone)]
pub struct Grafico {
    pub titulo: String,
    /// O que o gráfico mostra, para quem não o vê.
    pub descricao: String,
    pub x: Eixo,
    pub y: Eixo,
    pub series: Vec<Serie>,
}

/// Os pontos de uma função ao longo do eixo x.
pub fn amostrar(x: &Eixo, f: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    (0..=60)
        .map(|i| x.valor(f64::from(i) / 60.0))
        .map(|x| (x, f(x)))
        .collect()
}
