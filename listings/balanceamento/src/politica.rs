//! A escolha do servidor: três políticas sobre a mesma lista de cargas.
//!
//! Aqui não há rede nem relógio: entra quem pode receber e quanto cada um
//! carrega, sai um índice. Por isso cada política cabe num teste exato.

use clap::ValueEnum;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// Como escolher entre os servidores vivos.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Politica {
    /// Um de cada vez, em círculo.
    Rodizio,
    /// O que tem menos conexões abertas; entre iguais, o próximo do círculo.
    MenosConexoes,
    /// Sorteia dois e fica com o menos carregado.
    DuasEscolhas,
    /// Sorteia um: é a régua com que se medem as outras.
    Sorteio,
}

/// A política com a memória de que precisa: a vez e o gerador de sorteios.
#[derive(Debug)]
pub struct Escolhedor {
    politica: Politica,
    vez: usize,
    sorte: ChaCha8Rng,
}

impl Escolhedor {
    pub fn novo(politica: Politica, semente: u64) -> Self {
        let sorte = ChaCha8Rng::seed_from_u64(semente);
        Self {
            politica,
            vez: 0,
            sorte,
        }
    }

    // ANCHOR: escolher
    /// Escolhe um servidor. `cargas[i]` é o número de conexões abertas no
    /// servidor `i`, ou `None` se ele não pode receber. Devolve `None` se
    /// nenhum pode.
    pub fn escolher(&mut self, cargas: &[Option<usize>]) -> Option<usize> {
        let escolhido = match self.politica {
            Politica::Rodizio => self.em_circulo(cargas).next(),
            // min_by_key fica com o primeiro entre iguais; como a volta começa
            // na vez, servidores empatados se revezam.
            Politica::MenosConexoes => self.em_circulo(cargas).min_by_key(|&i| cargas[i]),
            Politica::DuasEscolhas => self.sortear::<2>(cargas),
            Politica::Sorteio => self.sortear::<1>(cargas),
        }?;
        self.vez = (escolhido + 1) % cargas.len();
        Some(escolhido)
    }
    // ANCHOR_END: escolher

    /// Os que podem receber, a partir de quem é a vez.
    fn em_circulo(&self, cargas: &[Option<usize>]) -> impl Iterator<Item = usize> {
        let (n, vez) = (cargas.len(), self.vez);
        (0..n)
            .map(move |passo| (vez + passo) % n)
            .filter(|&i| cargas[i].is_some())
    }

    /// Sorteia até `D` servidores diferentes e fica com o menos carregado.
    fn sortear<const D: usize>(&mut self, cargas: &[Option<usize>]) -> Option<usize> {
        let mut podem: Vec<_> =
            (0..cargas.len()).filter(|&i| cargas[i].is_some()).collect();
        (0..D.min(podem.len()))
            .map(|_| podem.swap_remove(self.sorte.random_range(..podem.len())))
            .min_by_key(|&i| cargas[i])
    }
}
