//! Tirar campos do começo de uma fatia, sem copiar e sem sair dela.

use crate::recusa::{Camada, Defeito, Recusa};

/// Uma camada lendo a sua parte do quadro.
#[derive(Debug, Clone)]
pub struct Leitor<'a> {
    restam: &'a [u8],
    camada: Camada,
    /// Em que byte do quadro está o próximo, para a mensagem de erro.
    posicao: usize,
}

impl<'a> Leitor<'a> {
    /// Começa em `bytes`, que estão a `posicao` bytes do começo do quadro.
    pub fn novo(camada: Camada, bytes: &'a [u8], posicao: usize) -> Self {
        Self {
            restam: bytes,
            camada,
            posicao,
        }
    }

    /// O byte do quadro em que está a leitura.
    pub fn posicao(&self) -> usize {
        self.posicao
    }

    /// Uma recusa da camada, no byte `posicao` do quadro.
    pub fn recusar(&self, posicao: usize, defeito: Defeito) -> Recusa {
        Recusa {
            camada: self.camada,
            posicao,
            defeito,
        }
    }

    // ANCHOR: tirar
    /// Os próximos `quantos` bytes: uma vista do quadro, não uma cópia.
    ///
    /// # Errors
    /// Se faltam bytes, dizendo quantos e para que campo.
    pub fn tirar(
        &mut self,
        quantos: usize,
        campo: &'static str,
    ) -> Result<&'a [u8], Recusa> {
        let Some((tirados, restam)) = self.restam.split_at_checked(quantos) else {
            let faltam = quantos - self.restam.len();
            let defeito = Defeito::Truncado { campo, faltam };
            return Err(self.recusar(self.posicao, defeito));
        };
        self.restam = restam;
        self.posicao += quantos;
        Ok(tirados)
    }
    // ANCHOR_END: tirar

    /// Os próximos `N` bytes, num vetor.
    ///
    /// # Errors
    /// Se faltam bytes.
    pub fn vetor<const N: usize>(
        &mut self,
        campo: &'static str,
    ) -> Result<[u8; N], Recusa> {
        let fatia = self.tirar(N, campo)?;
        Ok(fatia.try_into().expect("tirar devolve o que se pediu"))
    }

    /// Um número de 16 bits, o byte mais significativo primeiro.
    ///
    /// # Errors
    /// Se faltam bytes.
    pub fn numero(&mut self, campo: &'static str) -> Result<u16, Recusa> {
        Ok(u16::from_be_bytes(self.vetor(campo)?))
    }
}
