//! O arquivo das medidas: o que se mediu, em que máquina, e o que se conclui.
//!
//! Uma linha por série: a carga, o alvo e um número por rodada. As rodadas
//! alternam os alvos, e por isso se comparam aos pares: o que atrapalhou a
//! máquina na rodada 3 atrapalhou os três.

use std::fmt;

/// O que se mede: o nome da carga e o do alvo, como estão no arquivo.
pub const CARGAS: [&str; 2] = ["curtas", "longas"];
pub const ALVOS: [&str; 3] = ["direto", "balanceador", "haproxy"];

/// Uma série de medidas, uma por rodada.
#[derive(Debug, Clone, PartialEq)]
pub struct Serie {
    pub carga: String,
    pub alvo: String,
    pub valores: Vec<f64>,
}

/// O arquivo inteiro.
#[derive(Debug, Clone, PartialEq)]
pub struct Medidas {
    /// Linhas começadas por `#`: comando, máquina, data, e o que se mediu.
    pub cabecalho: String,
    pub series: Vec<Serie>,
}

/// O que há de errado no arquivo.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeMedidas {
    #[error("linha {0}: escreva CARGA ALVO e um número positivo por rodada")]
    Linha(usize),
    #[error("falta a série {0} {1}")]
    Falta(String, String),
    #[error("as séries {0} não têm o mesmo número de rodadas")]
    Rodadas(String),
}

impl Medidas {
    /// Entende o arquivo; o que [`fmt::Display`] escreve, isto lê.
    ///
    /// # Errors
    /// A primeira linha que não se entende, ou a série que falta.
    pub fn ler(texto: &str) -> Result<Self, ErroDeMedidas> {
        let (mut cabecalho, mut series) = (String::new(), Vec::new());
        for (i, linha) in texto.lines().enumerate() {
            if linha.starts_with('#') {
                cabecalho = cabecalho + linha + "\n";
            } else if !linha.trim().is_empty() {
                series.push(ler_serie(linha).ok_or(ErroDeMedidas::Linha(i + 1))?);
            }
        }
        let medidas = Self { cabecalho, series };
        medidas.conferir()?;
        Ok(medidas)
    }

    fn conferir(&self) -> Result<(), ErroDeMedidas> {
        for carga in CARGAS {
            let rodadas = self.serie(carga, ALVOS[0])?.len();
            for alvo in ALVOS {
                if self.serie(carga, alvo)?.len() != rodadas {
                    return Err(ErroDeMedidas::Rodadas(carga.to_owned()));
                }
            }
        }
        Ok(())
    }

    /// Os valores de uma série.
    ///
    /// # Errors
    /// Se ela não está no arquivo.
    pub fn serie(&self, carga: &str, alvo: &str) -> Result<&[f64], ErroDeMedidas> {
        let achada = self
            .series
            .iter()
            .find(|s| s.carga == carga && s.alvo == alvo);
        achada
            .map(|s| s.valores.as_slice())
            .ok_or_else(|| ErroDeMedidas::Falta(carga.to_owned(), alvo.to_owned()))
    }

    /// Quanto `alvo` rende em relação a `regua`: a mediana dos quocientes de
    /// cada rodada.
    ///
    /// # Errors
    /// Se falta uma das séries.
    pub fn razao(
        &self,
        carga: &str,
        alvo: &str,
        regua: &str,
    ) -> Result<f64, ErroDeMedidas> {
        let pares = self
            .serie(carga, alvo)?
            .iter()
            .zip(self.serie(carga, regua)?);
        Ok(mediana(&pares.map(|(a, b)| a / b).collect::<Vec<_>>()))
    }
}

fn ler_serie(linha: &str) -> Option<Serie> {
    let mut partes = linha.split_whitespace();
    let (carga, alvo) = (partes.next()?.to_owned(), partes.next()?.to_owned());
    let valores = partes
        .map(|v| v.parse().ok().filter(|v: &f64| v.is_finite() && *v > 0.0))
        .collect::<Option<Vec<_>>>()?;
    (!valores.is_empty()).then_some(Serie {
        carga,
        alvo,
        valores,
    })
}

impl fmt::Display for Medidas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cabecalho)?;
        for serie in &self.series {
            write!(f, "{} {:<11}", serie.carga, serie.alvo)?;
            for valor in &serie.valores {
                write!(f, " {valor:>6.1}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// O valor do meio; entre dois, a média deles.
pub fn mediana(valores: &[f64]) -> f64 {
    let mut em_ordem = valores.to_vec();
    em_ordem.sort_by(f64::total_cmp);
    let meio = em_ordem.len() / 2;
    match em_ordem.len() % 2 {
        1 => em_ordem[meio],
        _ => f64::midpoint(em_ordem[meio - 1], em_ordem[meio]),
    }
}
