//! ERRADO: um log de texto, um fato por linha, sem tamanho nem soma.
//!
//! Quem o escreveu pensou na queda: a última linha, se não se entende, é
//! descartada. Só que meia linha às vezes se entende.

use crate::contas::Contas;
use crate::dinheiro::Centavos;
use crate::evento::{Evento, Fato};

/// O log antes da transferência.
pub const ANTES: &str =
    "aberta ana\naberta bia\ndepositado ana 10000\ndepositado bia 5000\n";

/// A linha que a queda interrompe.
pub fn nova(valor: Centavos) -> String {
    format!("transferido ana bia {}\n", valor.0)
}

// ANCHOR: ler
/// Dobra as linhas que se entendem. Uma que não se entende é o fim.
pub fn ler(arquivo: &str) -> Contas {
    let mut contas = Contas::default();
    for (linha, numero) in arquivo.lines().zip(1..) {
        let Some(fato) = Fato::decodificar(linha) else {
            break;
        };
        let evento = Evento {
            numero,
            chave: None,
            fato,
        };
        if contas.aplicar(&evento).is_err() {
            break;
        }
    }
    contas
}
// ANCHOR_END: ler
