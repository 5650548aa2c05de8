//! A resposta mais curta de cada desafio.

use super::Proposta;
use super::coleta::Coleta;
use crate::modelo::ator::Ator;
use crate::modelo::grafo::{Demais, Grafo};
use crate::modelo::jogada::JogadaDe;
use crate::modelo::propriedade::{Desafio, Meta, Tipo};
use crate::modelo::sistema::Sistema;

impl<A: Ator> Coleta<A> {
    pub fn proposta(
        &mut self,
        sistema: &Sistema<A>,
        desafio: &Desafio,
        limite: usize,
    ) -> Result<Proposta, Demais> {
        let nome = desafio.meta.propriedade();
        let mut propriedades = sistema.propriedades.iter();
        let qual = propriedades.position(|p| p.nome == nome);
        let resposta = sistema.resposta(&desafio.meta, limite)?;
        let (meta, jogadas) = match desafio.meta {
            Meta::Violar(_) => ("violar", None),
            Meta::Alcancar(_) => ("alcancar", None),
            Meta::Evitar(_, jogadas) => ("evitar", Some(jogadas)),
        };
        Ok(Proposta {
            texto: desafio.texto.clone(),
            meta: meta.to_owned(),
            propriedade: qual.unwrap_or_default(),
            jogadas,
            resposta: resposta.map(|r| r.iter().map(|j| self.jogada(j)).collect()),
        })
    }
}

impl<A: Ator> Sistema<A> {
    /// As jogadas, tão poucas quanto possível, que vencem o desafio; `None` se
    /// não há.
    ///
    /// # Errors
    /// Se há mais transições que o limite.
    ///
    /// # Panics
    /// Se a propriedade da meta não é deste sistema.
    pub fn resposta(
        &self,
        meta: &Meta,
        limite: usize,
    ) -> Result<Option<Vec<JogadaDe<A>>>, Demais> {
        let nome = meta.propriedade();
        let achada = self.propriedades.iter().find(|p| p.nome == nome);
        let propriedade = achada.expect("a meta fala de uma propriedade do sistema");
        if let Meta::Evitar(_, jogadas) = meta {
            return Ok(self.mais_longa_sem(|estado| propriedade.vale(estado), *jogadas));
        }
        let mut alvo = None;
        let mut bons = Vec::new();
        let grafo = Grafo::percorrer(self, limite, |i, estado, seguintes| {
            let vale = propriedade.vale(estado);
            bons.push(vale);
            let acabou = seguintes.is_empty();
            let venceu = match (meta, propriedade.tipo) {
                (Meta::Alcancar(_), _) => vale,
                (_, Tipo::NoFim) => acabou && !vale,
                // Só depois de ver tudo se sabe que não há mais caminho.
                (_, Tipo::UmDia) => return !vale,
                (_, _) => !vale,
            };
            if venceu && alvo.is_none() {
                alvo = Some(i);
            }
            alvo.is_none()
        })?;
        if propriedade.tipo == Tipo::UmDia && matches!(meta, Meta::Violar(_)) {
            alvo = grafo.sem_caminho_ate(&bons);
        }
        Ok(alvo.map(|alvo| grafo.caminho(self, alvo)))
    }

    /// Uma execução de `jogadas` passos em que a condição não vale nunca.
    fn mais_longa_sem(
        &self,
        vale: impl Fn(&crate::modelo::estado::Estado<A>) -> bool,
        jogadas: usize,
    ) -> Option<Vec<JogadaDe<A>>> {
        // Em profundidade: com a condição longe, quase todo caminho serve.
        let inicio = self.comeco();
        let mut pilha = vec![self.seguintes(&inicio)];
        let mut feitas = Vec::new();
        while feitas.len() < jogadas {
            let Some((jogada, estado)) = pilha.last_mut()?.pop() else {
                pilha.pop();
                feitas.pop();
                continue;
            };
            if !vale(&estado) {
                feitas.push(jogada);
                pilha.push(self.seguintes(&estado));
            }
        }
        Some(feitas)
    }
}
