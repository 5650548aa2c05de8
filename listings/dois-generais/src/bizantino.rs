//! Os generais bizantinos: o algoritmo OM(m), com mensagens orais.
//!
//! O general 0 comanda; os outros são tenentes. A rede é síncrona e não perde
//! nem altera nada: o silêncio se percebe, e quem recebe sabe de quem veio. O
//! que pode estar errado é o general. Um traidor diz a cada um o que quiser, ou
//! nada. Com OM(1), o comandante dá a ordem, cada tenente repassa aos outros o
//! que ouviu, e cada um decide pela maioria:
//!
//! ```text
//!            ┌── 0 ──┐                 rodada 1: a ordem
//!         [0,1]    [0,2]
//!           1 ─[0,1,2]─► 2             rodada 2: "o comandante me disse…"
//!             ◄─[0,2,1]─
//! ```
//!
//! Um caminho como `[0, 1, 2]` nomeia a mensagem: 2 ouviu de 1 que 0 disse.
//!
//! Lamport, Shostak e Pease, 1982. Em ordem de leitura: [`cenario`],
//! [`execucao`], [`modelo`], [`relato`].

pub mod cenario;
pub mod execucao;
pub mod modelo;
pub mod relato;

pub use cenario::{Cenario, Impossivel};
pub use execucao::{Execucao, Fala, Ordem};
