//! Achar a contenção e a coerência de um sistema que foi medido.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use crate::leis::{pico, universal};

/// Uma medida: com `p` processadores (ou máquinas, ou clientes), esta vazão.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Medida {
    pub p: f64,
    pub vazao: f64,
}

/// A lei universal que melhor explica as medidas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ajuste {
    /// A vazão de um processador só.
    pub base: f64,
    pub sigma: f64,
    pub kappa: f64,
}

impl Ajuste {
    /// A vazão que a lei prevê com `p` processadores.
    pub fn preve(&self, p: f64) -> f64 {
        self.base * universal(self.sigma, self.kappa, p)
    }

    /// Com quantos processadores a vazão é máxima, se há um máximo.
    pub fn pico(&self) -> Option<f64> {
        pico(self.sigma, self.kappa)
    }
}

/// Por que não dá para ajustar.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SemAjuste {
    #[error("são precisas ao menos três quantidades diferentes; há {0}")]
    Poucas(usize),
    #[error("uma quantidade começa em 1 e uma vazão é maior que zero")]
    Invalida,
    #[error(
        "estas medidas não seguem a lei: a curva que mais se aproxima delas tem \
         vazão, contenção ou coerência negativa"
    )]
    NaoSegue,
}

/// As medidas de um sistema imaginário, para quem ainda não tem as suas: a lei
/// com base 100, contenção 0,05 e coerência 0,0006, mais um erro de até 3% em
/// cada medida, como o de um laboratório.
pub fn exemplo(semente: u64) -> Vec<Medida> {
    let mut sorte = ChaCha8Rng::seed_from_u64(semente);
    [1.0, 2.0, 4.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0]
        .map(|p| {
            let erro = sorte.random_range(0.97..1.03);
            let vazao = (100.0 * universal(0.05, 0.0006, p) * erro).round();
            Medida { p, vazao }
        })
        .to_vec()
}

/// Ajusta a lei por mínimos quadrados.
///
/// Dividir a quantidade pela vazão torna a conta linear: com vazão
/// `b·p / (1 + σ(p-1) + κp(p-1))`, o quociente é `a + s(p-1) + k·p(p-1)`, em
/// que `a = 1/b`, `s = σ/b` e `k = κ/b`. Multiplicar cada linha pela vazão faz
/// todas as medidas pesarem o mesmo, em vez de as maiores mandarem.
///
/// # Errors
/// Se há poucas medidas, ou se o resultado não é uma lei universal.
pub fn ajustar(medidas: &[Medida]) -> Result<Ajuste, SemAjuste> {
    conferir(medidas)?;
    let linhas = medidas.iter().map(|m| {
        let peso = m.vazao / m.p;
        [peso, peso * (m.p - 1.0), peso * m.p * (m.p - 1.0), 1.0]
    });
    let [a, s, k] = resolver(normais(linhas)).ok_or(SemAjuste::NaoSegue)?;
    let (base, sigma, kappa) = (1.0 / a, s / a, k / a);
    // Um nada abaixo de zero é arredondamento, não é ganho.
    let aceita = |x: f64| x.is_finite() && x > -1e-9;
    if !(a > 0.0 && aceita(sigma) && aceita(kappa)) {
        return Err(SemAjuste::NaoSegue);
    }
    let (sigma, kappa) = (sigma.max(0.0), kappa.max(0.0));
    Ok(Ajuste { base, sigma, kappa })
}

fn conferir(medidas: &[Medida]) -> Result<(), SemAjuste> {
    let vale = |m: &Medida| {
        m.p.is_finite() && m.p >= 1.0 && m.vazao.is_finite() && m.vazao > 0.0
    };
    if !medidas.iter().all(vale) {
        return Err(SemAjuste::Invalida);
    }
    let mut quantidades: Vec<_> = medidas.iter().map(|m| m.p.to_bits()).collect();
    quantidades.sort_unstable();
    quantidades.dedup();
    match quantidades.len() {
        0..3 => Err(SemAjuste::Poucas(quantidades.len())),
        _ => Ok(()),
    }
}

type Sistema = [[f64; 4]; 3];

/// As equações normais: três incógnitas e, na última coluna, o lado direito.
fn normais(linhas: impl Iterator<Item = [f64; 4]>) -> Sistema {
    let mut sistema = Sistema::default();
    for linha in linhas {
        for i in 0..3 {
            for j in 0..4 {
                sistema[i][j] += linha[i] * linha[j];
            }
        }
    }
    sistema
}

/// Eliminação de Gauss, com a maior linha em cima.
fn resolver(mut m: Sistema) -> Option<[f64; 3]> {
    for coluna in 0..3 {
        let maior = (coluna..3)
            .max_by(|&a, &b| f64::total_cmp(&m[a][coluna].abs(), &m[b][coluna].abs()))?;
        m.swap(coluna, maior);
        let pivo = m[coluna];
        if pivo[coluna] == 0.0 {
            return None;
        }
        for linha in m.iter_mut().skip(coluna + 1) {
            let vezes = linha[coluna] / pivo[coluna];
            for j in coluna..4 {
                linha[j] -= vezes * pivo[j];
            }
        }
    }
    let z = m[2][3] / m[2][2];
    let y = (m[1][3] - m[1][2] * z) / m[1][1];
    let x = (m[0][3] - m[0][2] * z - m[0][1] * y) / m[0][0];
    Some([x, y, z])
}
