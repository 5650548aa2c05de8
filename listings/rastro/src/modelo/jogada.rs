//! O que a rede, e quem a faz, pode escolher a cada passo.

use serde::{Deserialize, Serialize};
use stateright::actor::Actor;

use super::estado::Envelope;

/// Uma escolha da rede. A ordem das variantes é a do menu do leitor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Jogada<M, T> {
    /// A mensagem chega.
    Entregar(Envelope<M>),
    /// Vence um prazo que o nó marcou.
    Vencer { no: usize, prazo: T },
    /// A mensagem se perde.
    Perder(Envelope<M>),
    /// Passa a haver mais uma cópia da mensagem em viagem.
    Duplicar(Envelope<M>),
    /// O nó para: perde os prazos e o que só tinha na memória.
    Cair { no: usize },
    /// O nó recomeça, com o que tinha guardado.
    Voltar { no: usize },
}

/// As jogadas possíveis com um ator.
pub type JogadaDe<A> = Jogada<<A as Actor>::Msg, <A as Actor>::Timer>;
