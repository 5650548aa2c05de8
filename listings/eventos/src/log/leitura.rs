//! Ler o log: distinguir o fim, o corte e a corrupção.

use std::io::{self, ErrorKind, Read};

use super::{MAIOR_CARGA, soma, u32_de};
use crate::evento::Evento;

/// O que veio depois do último evento lido.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lido {
    Evento(Evento),
    Fim,
    /// O arquivo acaba no meio de uma entrada, que ninguém confirmou.
    Cortado,
}

/// Um trecho que não é uma entrada nem o começo de uma.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("o evento {evento}, no byte {byte}, está corrompido: {motivo}")]
pub struct Defeito {
    pub evento: u64,
    pub byte: u64,
    pub motivo: Motivo,
}

/// O que não confere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Motivo {
    #[error("a soma do tamanho não confere")]
    SomaDoTamanho,
    #[error("o tamanho {0} passa do limite de {MAIOR_CARGA}")]
    GrandeDemais(usize),
    #[error("a soma da carga não confere")]
    SomaDaCarga,
    #[error("as somas conferem, mas a carga não é um evento")]
    NaoEvento,
    #[error("o número gravado é {0}")]
    ForaDeOrdem(u64),
}

/// Por que a leitura parou.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeLeitura {
    #[error(transparent)]
    Defeito(#[from] Defeito),
    #[error("{}", apoio::erro::em_portugues(.0.kind()))]
    Disco(#[from] io::Error),
}

/// Lê eventos, um por vez, a partir de um ponto do log.
pub struct Leitor<R> {
    fonte: R,
    /// O byte do arquivo em que acaba o último evento lido.
    pub fim: u64,
    /// O número do último evento lido.
    pub numero: u64,
    /// A soma gravada no fim do último evento lido.
    pub soma: u32,
}

impl<R: Read> Leitor<R> {
    /// Um leitor cuja `fonte` começa no byte `fim`, depois do evento `numero`.
    pub fn novo(fonte: R, fim: u64, numero: u64, soma: u32) -> Self {
        Self {
            fonte,
            fim,
            numero,
            soma,
        }
    }

    // ANCHOR: proximo
    /// O próximo evento, o fim, ou o corte.
    ///
    /// # Errors
    /// Se há bytes que uma escrita interrompida não explica.
    pub fn proximo(&mut self) -> Result<Lido, ErroDeLeitura> {
        let mut inicio = [0; 8];
        match encher(&mut self.fonte, &mut inicio)? {
            0 => return Ok(Lido::Fim),
            8 => {}
            _ => return Ok(Lido::Cortado),
        }
        let tamanho = u32_de(&inicio[..4]) as usize;
        if soma(&inicio[..4]) != u32_de(&inicio[4..]) {
            return Err(self.defeito(Motivo::SomaDoTamanho));
        }
        if tamanho > MAIOR_CARGA {
            return Err(self.defeito(Motivo::GrandeDemais(tamanho)));
        }
        let mut resto = vec![0; tamanho + 4];
        if encher(&mut self.fonte, &mut resto)? < resto.len() {
            return Ok(Lido::Cortado);
        }
        let (carga, lida) = resto.split_at(tamanho);
        if soma(carga) != u32_de(lida) {
            return Err(self.defeito(Motivo::SomaDaCarga));
        }
        self.entender(carga).map(Lido::Evento)
    }
    // ANCHOR_END: proximo

    fn entender(&mut self, carga: &[u8]) -> Result<Evento, ErroDeLeitura> {
        let texto = std::str::from_utf8(carga).ok();
        let Some(evento) = texto.and_then(Evento::decodificar) else {
            return Err(self.defeito(Motivo::NaoEvento));
        };
        // Somas boas não bastam: uma entrada inteira pode ter sumido do meio.
        if evento.numero != self.numero + 1 {
            return Err(self.defeito(Motivo::ForaDeOrdem(evento.numero)));
        }
        self.numero = evento.numero;
        self.fim += 12 + carga.len() as u64;
        self.soma = soma(carga);
        Ok(evento)
    }

    fn defeito(&self, motivo: Motivo) -> ErroDeLeitura {
        let (evento, byte) = (self.numero + 1, self.fim);
        Defeito {
            evento,
            byte,
            motivo,
        }
        .into()
    }
}

/// Lê até encher `destino` ou a fonte acabar; devolve quantos bytes leu.
pub fn encher(fonte: &mut impl Read, destino: &mut [u8]) -> io::Result<usize> {
    let mut lidos = 0;
    while lidos < destino.len() {
        match fonte.read(&mut destino[lidos..]) {
            Ok(0) => break,
            Ok(n) => lidos += n,
            Err(erro) if erro.kind() == ErrorKind::Interrupted => {}
            Err(erro) => return Err(erro),
        }
    }
    Ok(lidos)
}
