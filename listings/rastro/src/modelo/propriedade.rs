//! O que se exige de um sistema, e o que se pede ao leitor que consiga.

use std::sync::Arc;

use stateright::actor::Actor;

use super::estado::Estado;

/// Quando a condição tem de valer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tipo {
    /// Em todo estado: o que não pode acontecer nunca acontece.
    Sempre,
    /// Em ao menos um estado: senão, a propriedade anterior valeria à toa.
    AlgumaVez,
    /// Em todo estado em que nada mais pode acontecer.
    NoFim,
    /// Em algum momento de toda execução em que a rede é sorteada: de nenhum
    /// estado a que se chega sem ela deixa de haver um caminho até ela. É o
    /// *eventualmente* com justiça, sem becos nem voltas eternas.
    UmDia,
}

impl Tipo {
    /// O nome por que a página o conhece.
    pub fn codigo(self) -> &'static str {
        match self {
            Self::Sempre => "sempre",
            Self::AlgumaVez => "alguma_vez",
            Self::NoFim => "no_fim",
            Self::UmDia => "um_dia",
        }
    }
}

type Condicao<A> = Arc<dyn Fn(&Estado<A>) -> bool + Send + Sync>;

/// Uma condição sobre o estado do sistema, com nome e tipo.
pub struct Propriedade<A: Actor> {
    pub nome: String,
    pub tipo: Tipo,
    pub(crate) condicao: Condicao<A>,
}

impl<A: Actor> Clone for Propriedade<A> {
    fn clone(&self) -> Self {
        Self {
            nome: self.nome.clone(),
            tipo: self.tipo,
            condicao: Arc::clone(&self.condicao),
        }
    }
}

impl<A: Actor> Propriedade<A> {
    /// A condição vale neste estado, qualquer que seja o tipo.
    pub fn vale(&self, estado: &Estado<A>) -> bool {
        (self.condicao)(estado)
    }
}

/// O que o leitor tenta conseguir na página.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desafio {
    pub texto: String,
    pub meta: Meta,
}

/// Quando um desafio está vencido.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meta {
    /// A propriedade deixa de valer.
    Violar(String),
    /// A condição da propriedade passa a valer.
    Alcancar(String),
    /// A condição continua sem valer depois de tantas jogadas.
    Evitar(String, usize),
}

impl Meta {
    pub fn violar(propriedade: &str) -> Self {
        Self::Violar(propriedade.to_owned())
    }

    pub fn alcancar(propriedade: &str) -> Self {
        Self::Alcancar(propriedade.to_owned())
    }

    pub fn evitar(propriedade: &str, jogadas: usize) -> Self {
        Self::Evitar(propriedade.to_owned(), jogadas)
    }

    /// O nome da propriedade de que se fala.
    pub fn propriedade(&self) -> &str {
        match self {
            Self::Violar(nome) | Self::Alcancar(nome) | Self::Evitar(nome, _) => nome,
        }
    }
}
