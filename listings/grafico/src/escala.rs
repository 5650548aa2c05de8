//! De um valor à sua posição no eixo.

/// Um eixo: seus extremos, seu nome e onde ficam as marcas.
#[derive(Debug, Clone)]
pub struct Escala {
    pub nome: String,
    de: f64,
    ate: f64,
    logaritmica: bool,
    marcas: Vec<(f64, String)>,
}

impl Escala {
    /// De 0 a 1, com marcas a cada quarto: o eixo de uma probabilidade.
    pub fn de_probabilidade(nome: &str) -> Self {
        Self::linear(nome, &[0.0, 0.25, 0.5, 0.75, 1.0])
    }

    /// Da primeira à última marca, em passos iguais.
    ///
    /// # Panics
    /// Se não houver ao menos duas marcas, em ordem.
    pub fn linear(nome: &str, marcas: &[f64]) -> Self {
        let (de, ate) = extremos(marcas);
        Self {
            nome: nome.to_owned(),
            de,
            ate,
            logaritmica: false,
            marcas: rotular(marcas),
        }
    }

    /// Da primeira à última marca, em que a mesma distância multiplica sempre
    /// pelo mesmo número.
    ///
    /// # Panics
    /// Se não houver ao menos duas marcas, em ordem e maiores que zero.
    pub fn logaritmica(nome: &str, marcas: &[f64]) -> Self {
        let (de, ate) = extremos(marcas);
        assert!(de > 0.0, "o logaritmo de {de} não existe");
        Self {
            nome: nome.to_owned(),
            de,
            ate,
            logaritmica: true,
            marcas: rotular(marcas),
        }
    }

    /// De 1 a 10^`decadas`, com uma marca a cada potência de dez.
    pub fn decadas(nome: &str, decadas: i32) -> Self {
        let marcas: Vec<f64> = (0..=decadas).map(|d| 10_f64.powi(d)).collect();
        Self::logaritmica(nome, &marcas)
    }

    /// Troca os rótulos das marcas, na ordem delas: `1 ms`, `1 s`.
    ///
    /// # Panics
    /// Se não houver um rótulo para cada marca.
    #[must_use]
    pub fn com_rotulos(mut self, rotulos: &[&str]) -> Self {
        assert_eq!(
            rotulos.len(),
            self.marcas.len(),
            "um rótulo para cada marca"
        );
        for ((_, rotulo), novo) in self.marcas.iter_mut().zip(rotulos) {
            (*novo).clone_into(rotulo);
        }
        self
    }

    /// As marcas e seus rótulos.
    pub fn marcas(&self) -> &[(f64, String)] {
        &self.marcas
    }

    /// A posição de `valor` no eixo, de 0 a 1 se ele estiver entre os extremos.
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

fn extremos(marcas: &[f64]) -> (f64, f64) {
    assert!(
        marcas.len() > 1 && marcas.is_sorted_by(|a, b| a < b),
        "um eixo tem ao menos duas marcas, em ordem: {marcas:?}"
    );
    (marcas[0], marcas[marcas.len() - 1])
}

fn rotular(marcas: &[f64]) -> Vec<(f64, String)> {
    marcas.iter().map(|&m| (m, numero(m))).collect()
}

/// Um número como se escreve em português: 1.000 e 0,25.
fn numero(valor: f64) -> String {
    let escrito = format!("{valor}").replace('.', ",");
    let (inteiro, fracao) = escrito.split_at(escrito.find(',').unwrap_or(escrito.len()));
    let mut milhares = String::new();
    for (i, algarismo) in inteiro.chars().enumerate() {
        if i > 0 && algarismo.is_ascii_digit() && (inteiro.len() - i).is_multiple_of(3) {
            milhares.push('.');
        }
        milhares.push(algarismo);
    }
    milhares + fracao
}

#[cfg(test)]
mod testes {
    use super::numero;

    #[test]
    fn numeros_se_escrevem_em_portugues() {
        let casos = [
            (0.25, "0,25"),
            (7.0, "7"),
            (999.0, "999"),
            (1000.0, "1.000"),
            (10_000.0, "10.000"),
            (1_234_567.5, "1.234.567,5"),
        ];
        for (valor, esperado) in casos {
            assert_eq!(numero(valor), esperado);
        }
    }
}
