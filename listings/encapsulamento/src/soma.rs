//! A soma de verificação da Internet (RFC 1071): soma de palavras de 16 bits
//! em complemento de um, em que o vai-um que transborda volta para o começo.

/// Uma soma em curso. As partes se juntam na ordem, e só a última pode ter um
/// número ímpar de bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Soma(u64);

// ANCHOR: soma
impl Soma {
    /// Acrescenta bytes, de dois em dois; o que sobra ganha um zero à direita.
    pub fn juntar(self, bytes: &[u8]) -> Self {
        let palavras = bytes.chunks(2).map(|par| {
            let baixo = par.get(1).copied().unwrap_or(0);
            u64::from(u16::from_be_bytes([par[0], baixo]))
        });
        Self(self.0 + palavras.sum::<u64>())
    }

    /// A soma em 16 bits: o que transborda volta, até não transbordar mais.
    fn dobrada(self) -> u16 {
        let mut soma = self.0;
        while soma > 0xFFFF {
            soma = (soma & 0xFFFF) + (soma >> 16);
        }
        soma as u16
    }

    /// O que se grava no cabeçalho: o complemento, com o campo valendo zero.
    pub fn verificacao(self) -> u16 {
        !self.dobrada()
    }

    /// Com o campo já gravado, a soma de tudo dá só bits 1.
    pub fn confere(self) -> bool {
        self.dobrada() == 0xFFFF
    }
}
// ANCHOR_END: soma
