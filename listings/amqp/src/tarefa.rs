//! Uma tarefa: somar números. O bastante para ter um efeito e uma entrada ruim.

use std::fmt;

/// O que se pede a um trabalhador.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tarefa {
    parcelas: Vec<i64>,
}

/// Por que o texto não é uma tarefa: tentar de novo daria no mesmo.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TarefaRuim {
    #[error("não é texto UTF-8")]
    NaoETexto,
    #[error("comece por `somar`, e depois ao menos um número")]
    NaoESoma,
    #[error("{0:?} não é um número inteiro")]
    NaoENumero(String),
    #[error("não tem identificador")]
    SemNome,
    #[error("a soma não cabe em 64 bits")]
    NaoCabe,
}

impl Tarefa {
    /// Entende `somar 1 2 3`.
    ///
    /// # Errors
    /// Veja [`TarefaRuim`].
    pub fn ler(carga: &[u8]) -> Result<Self, TarefaRuim> {
        let texto = std::str::from_utf8(carga).map_err(|_| TarefaRuim::NaoETexto)?;
        let mut palavras = texto.split_whitespace();
        if palavras.next() != Some("somar") {
            return Err(TarefaRuim::NaoESoma);
        }
        let numero =
            |p: &str| p.parse().map_err(|_| TarefaRuim::NaoENumero(p.to_owned()));
        let parcelas: Vec<_> = palavras.map(numero).collect::<Result<_, _>>()?;
        if parcelas.is_empty() {
            Err(TarefaRuim::NaoESoma)
        } else {
            Ok(Self { parcelas })
        }
    }

    /// O efeito da tarefa.
    ///
    /// # Errors
    /// [`TarefaRuim::NaoCabe`].
    pub fn executar(&self) -> Result<i64, TarefaRuim> {
        let mut parcelas = self.parcelas.iter();
        let soma = parcelas.try_fold(0_i64, |soma, n| soma.checked_add(*n));
        soma.ok_or(TarefaRuim::NaoCabe)
    }
}

impl fmt::Display for Tarefa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("somar")?;
        self.parcelas.iter().try_for_each(|n| write!(f, " {n}"))
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn soma_o_que_se_pede_e_recusa_o_que_nao_entende() {
        assert_eq!(
            Tarefa::ler(b"somar 1 -2 3").expect("é uma").executar(),
            Ok(2)
        );
        assert_eq!(Tarefa::ler(b"somar"), Err(TarefaRuim::NaoESoma));
        assert_eq!(Tarefa::ler(b"subtrair 1"), Err(TarefaRuim::NaoESoma));
        assert_eq!(
            Tarefa::ler(b"somar 1 x"),
            Err(TarefaRuim::NaoENumero("x".into()))
        );
        assert_eq!(Tarefa::ler(&[0xFF]), Err(TarefaRuim::NaoETexto));
        let demais = format!("somar {} 1", i64::MAX);
        assert_eq!(
            Tarefa::ler(demais.as_bytes()).expect("é uma").executar(),
            Err(TarefaRuim::NaoCabe)
        );
    }
}
