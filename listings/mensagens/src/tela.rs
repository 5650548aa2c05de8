//! A saída de quem mostra mensagens de estranhos.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use apoio::programa::escrever_linha;
use apoio::texto::{escapar, quantos};

/// Mostra uma linha por mensagem e, quando não consegue, pede o fim.
pub struct Tela {
    fim: Arc<AtomicBool>,
    /// Por que a última escrita falhou; a saída fechada não é falha.
    pub falha: io::Result<()>,
}

impl Tela {
    pub fn nova(fim: Arc<AtomicBool>) -> Self {
        Self { fim, falha: Ok(()) }
    }

    /// Se a mensagem foi mostrada.
    pub fn mostrar(&mut self, carga: &[u8]) -> bool {
        let escrita = escrever_linha(em_uma_linha(carga));
        let mostrou = matches!(escrita, Ok(true));
        if !mostrou {
            self.falha = escrita.map(|_| ());
            self.fim.store(true, Ordering::Relaxed);
        }
        mostrou
    }
}

/// O que não é texto vira �, e o que não se vê aparece escapado: uma quebra de
/// linha faria de uma mensagem duas, e outros caracteres mexeriam no terminal.
pub fn em_uma_linha(carga: &[u8]) -> String {
    escapar(&String::from_utf8_lossy(carga)).into_owned()
}

/// Quantas mensagens, por extenso.
pub fn mensagens(quantas: u64) -> String {
    quantos(quantas, "mensagem", "mensagens")
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn uma_mensagem_e_sempre_uma_linha_e_nao_mexe_no_terminal() {
        assert_eq!(em_uma_linha("olá, Bia".as_bytes()), "olá, Bia");
        assert_eq!(em_uma_linha(b"1\n2\r\x1b[31m\xff"), r"1\n2\r\u{1b}[31m�");
    }
}
