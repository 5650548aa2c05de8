//! Uma curva (a fórmula) e os pontos que a conferem (a simulação ou a medida).

/// Uma série: a curva, os pontos e como se reconhecem. Uma das duas pode faltar.
#[derive(Debug, Clone)]
pub struct Serie {
    pub nome: String,
    pub feicao: Feicao,
    pub curva: Vec<(f64, f64)>,
    pub pontos: Vec<Ponto>,
}

impl Serie {
    /// Pontos medidos, sem faixa, e a linha que os liga.
    pub fn ligada(
        nome: &str,
        feicao: Feicao,
        pontos: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        let curva: Vec<_> = pontos.into_iter().collect();
        let ponto = |&(x, y): &(f64, f64)| Ponto { x, y, faixa: None };
        Self {
            nome: nome.to_owned(),
            feicao,
            pontos: curva.iter().map(ponto).collect(),
            curva,
        }
    }
}

/// O que se contou ou mediu em um valor de x.
#[derive(Debug, Clone, Copy)]
pub struct Ponto {
    pub x: f64,
    pub y: f64,
    /// Os extremos da faixa em que a verdade deve estar, se se sabe dizer.
    pub faixa: Option<(f64, f64)>,
}

/// Cor, traço e marca: quem não distingue as cores distingue as formas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feicao {
    A,
    B,
    C,
}

impl Feicao {
    /// As que existem, na ordem em que se usam.
    pub const TODAS: [Self; 3] = [Self::A, Self::B, Self::C];

    pub fn cor(self) -> &'static str {
        match self {
            Self::A => "var(--fig-a-traco)",
            Self::B => "var(--fig-b-traco)",
            Self::C => "var(--fig-c-traco)",
        }
    }

    /// O tracejado, no formato de `stroke-dasharray`.
    pub fn tracejado(self) -> &'static str {
        match self {
            Self::A => "none",
            Self::B => "9 4",
            Self::C => "3 4",
        }
    }

    /// O contorno da marca centrada em (x, y), no formato de `d`.
    pub fn marca(self, x: f64, y: f64) -> String {
        match self {
            Self::A => format!("M{:.1} {y:.1}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", x - 4.0),
            Self::B => format!("M{:.1} {:.1}h7v7h-7z", x - 3.5, y - 3.5),
            Self::C => format!("M{x:.1} {:.1}l5 5l-5 5l-5 -5z", y - 5.0),
        }
    }
}
