//! Um sistema pequeno de atores, e os usos que se fazem dele.
//!
//! Um algoritmo se escreve uma vez, como um `Actor` do stateright com
//! [`Rotulos`] em português, e se declara num [`Sistema`]: que atores, o que a
//! rede pode, o que se exige. Daí:
//!
//! - [`Sistema::verificar`] percorre todos os estados;
//! - [`Sistema::simular`] sorteia uma execução longa, com atrasos e faltas;
//! - [`Sistema::encurtar`] tira de uma execução o que não faz falta ao defeito;
//! - [`Sistema::rastro`] conta qualquer execução, para desenhar;
//! - [`Sistema::tabela`] exporta o que cada nó faz, para que se jogue na página.
//!
//! Em ordem de leitura: `ator`, `estado`, `rede`, `jogada`, `propriedade`,
//! `sistema`, `menu`, `passos`, `folga`, `grafo`, `conclusao`, `verificacao`,
//! `simulacao`, `encurtar`, `rastrear`, `tabela`, `exercicio`.

mod ator;
mod conclusao;
mod encurtar;
mod estado;
mod exercicio;
mod folga;
mod grafo;
mod jogada;
mod menu;
mod passos;
mod propriedade;
mod rastrear;
mod rede;
mod simulacao;
mod sistema;
pub mod tabela;
mod verificacao;

pub use ator::{Ator, Dado, Fato, Rotulos};
pub use conclusao::{Conclusao, Verificacao};
pub use estado::{Envelope, Estado, Faltas, Limite};
pub use exercicio::LIMITE;
pub use grafo::{Demais, Grafo};
pub use jogada::{Jogada, JogadaDe};
pub use propriedade::{Desafio, Meta, Propriedade, Tipo};
pub use simulacao::{Clima, Simulacao};
pub use sistema::Sistema;
