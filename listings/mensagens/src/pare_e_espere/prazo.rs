//! Quanto esperar por uma confirmação: o bastante, e não mais.
//!
//! A estimativa é a da RFC 6298; a regra de só medir o que foi enviado uma vez
//! e a de guardar o recuo são de Karn e Partridge (1987).

use std::time::Duration;

/// A menor folga: sem ela, uma ida e volta constante daria um prazo igual a
/// ela, e a confirmação e o prazo chegariam juntos.
const GRANULARIDADE: Duration = Duration::from_millis(1);

/// Os limites do prazo e das tentativas.
#[derive(Debug, Clone, Copy)]
pub struct Limites {
    /// O prazo antes da primeira medida.
    pub inicial: Duration,
    /// Abaixo disto, um atraso do escalonador já pareceria perda.
    pub minimo: Duration,
    /// Acima disto, o recuo para de dobrar.
    pub maximo: Duration,
    /// Quantas vezes um segmento é transmitido antes de desistir.
    pub tentativas: u32,
}

impl Default for Limites {
    /// Para redes locais. A RFC 6298 recomenda 1 s de início e de mínimo na
    /// Internet. Com estes, o par morto é dado por perdido em uns 7 s.
    fn default() -> Self {
        Self {
            inicial: Duration::from_millis(100),
            minimo: Duration::from_millis(20),
            maximo: Duration::from_secs(1),
            tentativas: 10,
        }
    }
}

/// O prazo de retransmissão, que se ajusta à ida e volta medida.
#[derive(Debug)]
pub struct Prazo {
    limites: Limites,
    /// Média suavizada e variação da ida e volta.
    medida: Option<(Duration, Duration)>,
    atual: Duration,
}

impl Prazo {
    pub fn novo(limites: Limites) -> Self {
        let atual = limites.inicial;
        Self {
            limites,
            medida: None,
            atual,
        }
    }

    pub fn atual(&self) -> Duration {
        self.atual
    }

    // ANCHOR: medir
    /// Uma ida e volta nova. Só vale a de quem foi transmitido uma vez: depois
    /// de repetir, não se sabe a qual das cópias a confirmação responde.
    pub fn medir(&mut self, ida_e_volta: Duration) {
        let (media, variacao) = match self.medida {
            None => (ida_e_volta, ida_e_volta / 2),
            Some((media, variacao)) => (
                media.mul_f64(7.0 / 8.0) + ida_e_volta / 8,
                variacao.mul_f64(3.0 / 4.0) + media.abs_diff(ida_e_volta) / 4,
            ),
        };
        self.medida = Some((media, variacao));
        let folga = (4 * variacao).max(GRANULARIDADE);
        self.atual = (media + folga).clamp(self.limites.minimo, self.limites.maximo);
    }

    /// O prazo venceu: dobra, e fica dobrado até a próxima medida boa.
    pub fn recuar(&mut self) {
        self.atual = (self.atual * 2).min(self.limites.maximo);
    }
    // ANCHOR_END: medir
}

#[cfg(test)]
mod testes {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn o_prazo_segue_a_rfc_6298() {
        let mut prazo = Prazo::novo(Limites::default());
        assert_eq!(prazo.atual(), 100 * MS);
        prazo.medir(80 * MS);
        assert_eq!(prazo.atual(), 240 * MS, "80 + 4 × 40");
        prazo.medir(80 * MS);
        assert_eq!(prazo.atual(), 200 * MS, "80 + 4 × 30: a variação encolhe");
        prazo.medir(160 * MS);
        assert_eq!(prazo.atual(), 260 * MS, "90 + 4 × 42,5");
    }

    #[test]
    fn o_recuo_dobra_ate_o_teto_e_a_medida_nao_desce_do_piso() {
        let mut prazo = Prazo::novo(Limites::default());
        for _ in 0..10 {
            prazo.recuar();
        }
        assert_eq!(prazo.atual(), Duration::from_secs(1));
        prazo.medir(MS);
        assert_eq!(prazo.atual(), 20 * MS);
    }
}
