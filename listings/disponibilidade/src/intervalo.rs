//! Entre quais valores a probabilidade deve estar, dado o que se contou.

use crate::simulacao::Contagem;

/// Quantos desvios-padrão deixam de fora 5% de uma distribuição normal.
pub const Z_95: f64 = 1.959_963_984_540_054;
/// Idem, para uma em dez mil: com dezenas de comparações num teste, 5% de
/// enganos em cada uma garantiria um engano em alguma.
pub const Z_99_99: f64 = 3.890_591_886_413_12;

/// Uma faixa de valores, com os extremos.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Intervalo {
    pub de: f64,
    pub ate: f64,
}

impl Intervalo {
    pub fn contem(&self, valor: f64) -> bool {
        (self.de..=self.ate).contains(&valor)
    }
}

// ANCHOR: wilson
/// O intervalo de Wilson (1927): os valores de probabilidade para os quais a
/// contagem ficaria a no máximo `z` desvios-padrão do esperado.
pub fn wilson(contagem: Contagem, z: f64) -> Intervalo {
    let (f, n) = (contagem.frequencia(), f64::from(contagem.rodadas));
    let centro = f + z * z / (2.0 * n);
    let metade = z * (f * (1.0 - f) / n + z * z / (4.0 * n * n)).sqrt();
    let escala = 1.0 + z * z / n;
    Intervalo {
        // Com zero ou todas as ocorrências o extremo é exato; a divisão não.
        de: if contagem.paradas == 0 {
            0.0
        } else {
            (centro - metade) / escala
        },
        ate: if contagem.paradas == contagem.rodadas {
            1.0
        } else {
            (centro + metade) / escala
        },
    }
}
// ANCHOR_END: wilson

/// O intervalo que se ensina primeiro, f ± z·√(f(1−f)/n), e que engana quando
/// o evento é raro: sem nenhuma ocorrência, garante que ela é impossível.
pub fn ingenuo(contagem: Contagem, z: f64) -> Intervalo {
    let (f, n) = (contagem.frequencia(), f64::from(contagem.rodadas));
    let metade = z * (f * (1.0 - f) / n).sqrt();
    Intervalo {
        de: f - metade,
        ate: f + metade,
    }
}
