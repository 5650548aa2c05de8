//! Os mesmos atores, em processos de verdade que se falam por UDP.
//!
//! ```text
//!            pai ──── lista de endereços, pela entrada ────► nó 0, nó 1, nó 2…
//!  escutando em ◄── primeira linha da saída ──┘
//!                                     nó ◄──── UDP ────► nó
//!                                      └─ no-0.jsonl (uma linha por passo)
//! ```
//!
//! Cada nó grava cada passo antes de o mostrar a alguém: o que recebeu ou que
//! prazo venceu, e o que vai enviar. Do conjunto das gravações, [`juntar`] faz
//! jogadas do modelo, e assim o que os processos fizeram se confere, se conta e
//! se desenha como qualquer outra execução.
//!
//! Em ordem de leitura: `passo`, `campainha`, `no`, `efeitos`,
//! `filho`, `pai`, `juntar`.

mod campainha;
mod efeitos;
mod filho;
mod juntar;
mod no;
mod pai;
mod passo;

pub use juntar::{Juntada, juntar};
pub use no::ser;
pub use pai::{Pedido, executar};
