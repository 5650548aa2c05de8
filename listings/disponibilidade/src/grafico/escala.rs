//! De um valor à sua posição no eixo.

/// Um eixo: seus extremos, seu nome e onde ficam as marcas.
#[derive(Debug, Clone)]
pub struct Escala {
    pub nome: String,
    de: f64,
    ate: f64,
    logaritmica: bool,
    pub marcas: Vec<f64>,
}

impl Escala {
    /// De 0 a 1, com marcas a cada quarto: o eixo de uma probabilidade.
    pub fn de_probabilidade(nome: &str) -> Self {
        Self {
            nome: nome.to_owned(),
            de: 0.0,
            ate: 1.0,
            logaritmica: false,
            marcas: vec![0.0, 0.25, 0.5, 0.75, 1.0],
        }
    }

    /// De 1 a 10^`decadas`, em que cada passo multiplica por dez.
    pub fn logaritmica(nome: &str, decadas: i32) -> Self {
        Self {
            nome: nome.to_owned(),
            de: 1.0,
            ate: 10_f64.powi(decadas),
            logaritmica: true,
            marcas: (0..=decadas).map(|d| 10_f64.powi(d)).collect(),
        }
    }

    /// A posição de `valor` no eixo, de 0 a 1.
    pub fn posicao(&self, valor: f64) -> f64 {
        if self.logaritmica {
            (valor / self.de).log10() / (self.ate / self.de).log10()
        } else {
            (valor - self.de) / (self.ate - self.de)
        }
    }

    /// O valor numa posição de 0 a 1: o inverso de [`Escala::posicao`].
    pub fn valor(&self, posicao: f64) -> f64 {
        if self.logaritmica {
            self.de * (self.ate / self.de).powf(posicao)
        } else {
            self.de + posicao * (self.ate - self.de)
        }
    }
}
