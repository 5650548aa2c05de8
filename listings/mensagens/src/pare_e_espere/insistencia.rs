//! Transmitir, esperar e repetir: o que há de comum entre abrir, enviar e
//! encerrar.

use std::io;

use super::prazo::{Limites, Prazo};
use super::segmento::Segmento;
use crate::canal::Canal;

/// Transmitir, esperar e repetir, com limite.
pub struct Insistencia {
    pub limites: Limites,
    prazo: Prazo,
    pub transmissoes: u64,
}

impl Insistencia {
    pub fn nova(limites: Limites) -> Self {
        Self {
            limites,
            prazo: Prazo::novo(limites),
            transmissoes: 0,
        }
    }

    /// Transmite até `aceita` reconhecer uma resposta; `None` se as tentativas
    /// acabam antes.
    ///
    /// # Errors
    /// Se a rede falhar.
    // ANCHOR: insistir
    pub fn insistir<T>(
        &mut self,
        canal: &mut impl Canal,
        segmento: &Segmento,
        aceita: impl Fn(&Segmento) -> Option<T>,
    ) -> io::Result<Option<T>> {
        for tentativa in 0..self.limites.tentativas {
            canal.enviar(&segmento.codificar())?;
            self.transmissoes += 1;
            let saida = canal.agora();
            let vence = saida + self.prazo.atual();
            while let Some(bytes) = canal.receber(vence.saturating_sub(canal.agora()))? {
                // O que não é a resposta esperada é duplicata, atraso ou lixo.
                if let Some(aceito) =
                    Segmento::decodificar(&bytes).and_then(|s| aceita(&s))
                {
                    if tentativa == 0 {
                        self.prazo.medir(canal.agora() - saida);
                    }
                    return Ok(Some(aceito));
                }
            }
            self.prazo.recuar();
        }
        Ok(None)
    }
    // ANCHOR_END: insistir
}
