//! O estado do sistema inteiro: os nós, o que viaja e o que a rede ainda pode.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use stateright::actor::Actor;

/// Uma mensagem com quem a enviou e a quem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<M> {
    pub de: usize,
    pub para: usize,
    pub msg: M,
}

/// Quantas vezes a rede ainda pode fazer alguma coisa.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limite {
    Ate(u8),
    Livre,
}

impl From<u8> for Limite {
    fn from(vezes: u8) -> Self {
        Self::Ate(vezes)
    }
}

impl Limite {
    pub(crate) fn resta(self) -> bool {
        self != Self::Ate(0)
    }

    pub(crate) fn gastar(&mut self) {
        if let Self::Ate(vezes) = self {
            *vezes -= 1;
        }
    }

    /// O que era possível passa a ser possível sempre.
    pub(crate) fn com_folga(self) -> Self {
        if self.resta() { Self::Livre } else { self }
    }
}

/// O que a rede e os nós podem fazer de ruim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Faltas {
    pub perdas: Limite,
    pub duplicacoes: Limite,
    pub quedas: Limite,
    pub voltas: Limite,
}

impl Default for Faltas {
    fn default() -> Self {
        let nunca = Limite::Ate(0);
        Self {
            perdas: nunca,
            duplicacoes: nunca,
            quedas: nunca,
            voltas: nunca,
        }
    }
}

/// Um nó: o estado do ator, os prazos marcados e o que está guardado em disco.
pub(crate) struct No<A: Actor> {
    pub estado: A::State,
    /// Em ordem e sem repetição: dois estados iguais têm de ser o mesmo.
    pub prazos: Vec<A::Timer>,
    pub guardado: Option<A::Storage>,
    pub caiu: bool,
}

// À mão, porque o `derive` pediria o mesmo do próprio ator.
impl<A: Actor> Clone for No<A> {
    fn clone(&self) -> Self {
        Self {
            estado: self.estado.clone(),
            prazos: self.prazos.clone(),
            guardado: self.guardado.clone(),
            caiu: self.caiu,
        }
    }
}

impl<A: Actor> PartialEq for No<A> {
    fn eq(&self, outro: &Self) -> bool {
        self.caiu == outro.caiu
            && self.estado == outro.estado
            && self.prazos == outro.prazos
            && self.guardado == outro.guardado
    }
}

/// O estado do sistema, como as propriedades o veem.
pub struct Estado<A: Actor> {
    /// Um passo muda um nó só: os outros são os mesmos do estado anterior.
    pub(crate) nos: Vec<Arc<No<A>>>,
    pub(crate) rede: Vec<Envelope<A::Msg>>,
    pub(crate) restam: Faltas,
}

impl<A: Actor> Clone for Estado<A> {
    fn clone(&self) -> Self {
        Self {
            nos: self.nos.clone(),
            rede: self.rede.clone(),
            restam: self.restam,
        }
    }
}

impl<A: Actor> PartialEq for Estado<A> {
    fn eq(&self, outro: &Self) -> bool {
        self.restam == outro.restam && self.nos == outro.nos && self.rede == outro.rede
    }
}

impl<A: Actor> std::hash::Hash for Estado<A> {
    fn hash<H: std::hash::Hasher>(&self, dispersor: &mut H) {
        for no in &self.nos {
            no.estado.hash(dispersor);
            no.prazos.hash(dispersor);
            no.guardado.hash(dispersor);
            no.caiu.hash(dispersor);
        }
        self.rede.hash(dispersor);
        self.restam.hash(dispersor);
    }
}

impl<A: Actor> Estado<A> {
    /// Quantos nós há, caídos ou não.
    pub fn quantos(&self) -> usize {
        self.nos.len()
    }

    /// O estado de um ator. De quem caiu, o último antes da queda.
    ///
    /// # Panics
    /// Se não há esse nó.
    pub fn ator(&self, no: usize) -> &A::State {
        &self.nos[no].estado
    }

    /// O estado de cada ator, caído ou não.
    pub fn atores(&self) -> impl Iterator<Item = &A::State> {
        self.nos.iter().map(|no| &no.estado)
    }

    /// Os que não caíram, cada um com o seu número.
    pub fn vivos(&self) -> impl Iterator<Item = (usize, &A::State)> {
        let nos = self.nos.iter().enumerate();
        nos.filter(|(_, no)| !no.caiu)
            .map(|(i, no)| (i, &no.estado))
    }

    /// O nó caiu e ainda não voltou.
    ///
    /// # Panics
    /// Se não há esse nó.
    pub fn caiu(&self, no: usize) -> bool {
        self.nos[no].caiu
    }

    /// O que o nó guardou em disco.
    ///
    /// # Panics
    /// Se não há esse nó.
    pub fn guardado(&self, no: usize) -> Option<&A::Storage> {
        self.nos[no].guardado.as_ref()
    }

    /// As mensagens em viagem.
    pub fn em_viagem(&self) -> &[Envelope<A::Msg>] {
        &self.rede
    }
}
