//! O mesmo sistema noutras condições, e o que se lê dele.

use super::ator::Ator;
use super::estado::{Faltas, Limite};
use super::propriedade::Propriedade;
use super::sistema::Sistema;

impl<A: Ator> Sistema<A> {
    /// O mesmo sistema, sem exigir nada dele: para percorrê-lo até o fim.
    pub fn sem_propriedades(mut self) -> Self {
        self.propriedades.clear();
        self.desafios.clear();
        self
    }

    /// O mesmo sistema sem os limites que fazem a verificação acabar: as faltas
    /// possíveis são possíveis sempre, e não há fronteira. É o da simulação e o
    /// da execução, cujas jogadas só ele refaz.
    pub fn com_folga(mut self) -> Self {
        let faltas = &mut self.faltas;
        for limite in [
            &mut faltas.perdas,
            &mut faltas.duplicacoes,
            &mut faltas.quedas,
            &mut faltas.voltas,
        ] {
            *limite = limite.com_folga();
        }
        self.fronteira = None;
        self
    }

    /// O sistema em que os processos de verdade vivem: com folga, e com quedas,
    /// voltas, perdas e cópias possíveis, que ninguém pode proibir a uma máquina.
    pub fn como_na_execucao(self) -> Self {
        let mut sistema = self.com_folga();
        sistema.faltas = Faltas {
            perdas: Limite::Livre,
            duplicacoes: Limite::Livre,
            quedas: Limite::Livre,
            voltas: Limite::Livre,
        };
        // O UDP desordena: quem pede canais em ordem tem de os fazer.
        sistema.fifo = false;
        sistema
    }

    /// Quantos nós há.
    pub fn quantos(&self) -> usize {
        self.atores.len()
    }

    /// O que se exige, na ordem em que se declarou.
    pub fn exigencias(&self) -> &[Propriedade<A>] {
        &self.propriedades
    }
}
