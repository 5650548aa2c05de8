//! A execução mais curta que se conhece com o mesmo defeito.

use super::ator::Ator;
use super::jogada::JogadaDe;
use super::propriedade::{Meta, Tipo};
use super::sistema::Sistema;

impl<A: Ator> Sistema<A> {
    /// Encurta uma execução que viola a propriedade. Primeiro se tenta a mais
    /// curta de todas, percorrendo até `limite` transições; se não se acha,
    /// tira-se o que não faz falta, aos pedaços, até cada jogada ser necessária.
    ///
    /// Devolve a própria execução se ela não viola a propriedade.
    pub fn encurtar(
        &self,
        jogadas: &[JogadaDe<A>],
        propriedade: &str,
        limite: usize,
    ) -> Vec<JogadaDe<A>> {
        let achada = self.propriedades.iter().position(|p| p.nome == propriedade);
        let Some(qual) = achada.filter(|&i| self.viola(jogadas, i)) else {
            return jogadas.to_vec();
        };
        let curta = self.resposta(&Meta::violar(propriedade), limite);
        if let Ok(Some(curta)) = curta
            && curta.len() <= jogadas.len()
        {
            return curta;
        }
        self.podar(jogadas, qual)
    }

    fn podar(&self, jogadas: &[JogadaDe<A>], qual: usize) -> Vec<JogadaDe<A>> {
        let mut feitas = jogadas.to_vec();
        let mut pedaco = feitas.len().div_ceil(2);
        while pedaco > 0 {
            let mut onde = 0;
            while onde < feitas.len() {
                let fim = (onde + pedaco).min(feitas.len());
                let sem = [&feitas[..onde], &feitas[fim..]].concat();
                let possiveis = self.so_as_possiveis(&sem);
                if possiveis.len() < feitas.len() && self.viola(&possiveis, qual) {
                    feitas = possiveis;
                } else {
                    onde += pedaco;
                }
            }
            pedaco /= 2;
        }
        feitas
    }

    /// Sem uma jogada, as que dependiam dela deixam de ser possíveis: saem também.
    fn so_as_possiveis(&self, jogadas: &[JogadaDe<A>]) -> Vec<JogadaDe<A>> {
        let mut estado = self.comeco();
        let mut feitas = Vec::new();
        for jogada in jogadas {
            if let Some(seguinte) = self.aplicar(&estado, jogada) {
                feitas.push(jogada.clone());
                estado = seguinte;
            }
        }
        feitas
    }

    fn viola(&self, jogadas: &[JogadaDe<A>], qual: usize) -> bool {
        let propriedade = &self.propriedades[qual];
        let Some(fim) = self.depois_de(jogadas) else {
            return false;
        };
        match propriedade.tipo {
            Tipo::Sempre => !propriedade.vale(&fim),
            Tipo::NoFim => !propriedade.vale(&fim) && self.acabou(&fim),
            // Só quem percorre tudo sabe que um dia não chega.
            Tipo::UmDia | Tipo::AlgumaVez => false,
        }
    }
}
