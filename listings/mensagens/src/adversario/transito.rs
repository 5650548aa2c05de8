//! O que já saiu e ainda não chegou, nos dois sentidos, e a conta do estrago.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;
use std::time::Duration;

use apoio::texto::quantos;

use super::Adversario;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sentido {
    Ida,
    Volta,
}

/// O que o canal fez com o que lhe entregaram.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Estrago {
    pub recebidos: u64,
    pub perdidos: u64,
    pub repetidos: u64,
    /// Entregues depois de outro que entrou mais tarde, no mesmo sentido.
    pub trocados: u64,
}

impl fmt::Display for Estrago {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}, {}, {} fora de ordem",
            quantos(self.recebidos, "datagrama recebido", "datagramas recebidos"),
            quantos(self.perdidos, "perdido", "perdidos"),
            quantos(self.repetidos, "repetido", "repetidos"),
            self.trocados
        )
    }
}

/// Uma cópia a caminho. A ordem dos campos é a do heap: primeiro, a que chega
/// primeiro; no empate, a que entrou primeiro.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Copia {
    chega: Duration,
    entrada: u64,
    sentido: Sentido,
    bytes: Vec<u8>,
}

/// Quantas cópias cabem no caminho. Como num roteador com a fila cheia, o que
/// chega a mais se perde: a memória não cresce com o atraso pedido.
pub const LUGARES: usize = 10_000;

/// Os datagramas em trânsito.
#[derive(Debug)]
pub struct Transito {
    adversario: Adversario,
    copias: BinaryHeap<Reverse<Copia>>,
    /// A entrada mais recente já entregue em cada sentido.
    entregue: [u64; 2],
    estrago: Estrago,
}

impl Transito {
    pub fn novo(adversario: Adversario) -> Self {
        Self {
            adversario,
            copias: BinaryHeap::new(),
            entregue: [0; 2],
            estrago: Estrago::default(),
        }
    }

    pub fn estrago(&self) -> Estrago {
        self.estrago
    }

    /// Um datagrama que, sem o adversário, chegaria no instante `chega`.
    pub fn aceitar(&mut self, sentido: Sentido, bytes: &[u8], chega: Duration) {
        self.estrago.recebidos += 1;
        let mut atrasos = self.adversario.decidir();
        atrasos.truncate(LUGARES - self.copias.len());
        match atrasos.len() {
            0 => self.estrago.perdidos += 1,
            copias => self.estrago.repetidos += copias as u64 - 1,
        }
        for atraso in atrasos {
            self.copias.push(Reverse(Copia {
                chega: chega + atraso,
                entrada: self.estrago.recebidos,
                sentido,
                bytes: bytes.to_vec(),
            }));
        }
    }

    /// Quando chega a próxima cópia.
    pub fn proxima(&self) -> Option<Duration> {
        self.copias.peek().map(|Reverse(copia)| copia.chega)
    }

    /// Retira a próxima cópia, se ela já chegou em `agora`.
    pub fn retirar(&mut self, agora: Duration) -> Option<(Sentido, Vec<u8>)> {
        if self.proxima()? > agora {
            return None;
        }
        let Reverse(copia) = self.copias.pop()?;
        let entregue = &mut self.entregue[copia.sentido as usize];
        if copia.entrada < *entregue {
            self.estrago.trocados += 1;
        }
        *entregue = copia.entrada.max(*entregue);
        Some((copia.sentido, copia.bytes))
    }
}
