//! O que se exige, conferido a cada jogada da simulação.

use super::Rodada;
use crate::modelo::ator::Ator;
use crate::modelo::propriedade::Tipo;

impl<A: Ator> Rodada<'_, A> {
    pub(super) fn julgar(&mut self) {
        for propriedade in &self.sistema.propriedades {
            let vale = propriedade.vale(&self.estado);
            match propriedade.tipo {
                Tipo::Sempre if !vale => {
                    self.feito.violada.get_or_insert(propriedade.nome.clone());
                }
                Tipo::AlgumaVez | Tipo::UmDia
                    if vale && !self.feito.aconteceu.contains(&propriedade.nome) =>
                {
                    self.feito.aconteceu.push(propriedade.nome.clone());
                }
                _ => {}
            }
        }
    }

    pub(super) fn julgar_o_fim(&mut self) {
        let faltou = self.sistema.propriedades.iter().find(|p| match p.tipo {
            Tipo::NoFim => !p.vale(&self.estado),
            Tipo::UmDia => !self.feito.aconteceu.contains(&p.nome),
            _ => false,
        });
        if let Some(propriedade) = faltou {
            self.feito.violada = Some(propriedade.nome.clone());
        }
    }
}
