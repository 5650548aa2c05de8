//! Escalar: as leis que dizem quanto rende pôr mais máquinas, e o balanceador
//! que reparte o trabalho entre elas.
//!
//! ```text
//! cliente ──►┌─────────────┐──► servidor A   vivo, 3 conexões
//! cliente ──►│ balanceador │──► servidor B   vivo, 2 conexões  ◄ o próximo
//! cliente ──►└─────────────┘ ✗  servidor C   morto: 3 verificações falharam
//! ```
//!
//! A política escolhe entre os vivos; a saúde diz quem está vivo; a conversa
//! troca de servidor enquanto isso é seguro; a cópia leva os bytes.
//!
//! Em ordem de leitura, o balanceador: [`politica`], [`saude`], [`grupo`],
//! [`vigia`], [`copia`], [`desfecho`], [`conversa`], [`atender`], [`balanceador`]; e, para os
//! programas, [`endereco`], [`descritores`] e [`argumentos`]. Em volta dele: [`servidor`],
//! [`carga`] e [`trocas`]. As contas: [`bolas`], [`leis`], [`ajuste`]. Os
//! números medidos e os desenhos: [`medidas`], [`figuras`], [`barras`].

pub mod ajuste;
pub mod argumentos;
pub mod atender;
pub mod balanceador;
pub mod barras;
pub mod bolas;
pub mod carga;
pub mod conversa;
pub mod copia;
pub mod descritores;
pub mod desfecho;
pub mod endereco;
pub mod figuras;
pub mod grupo;
pub mod leis;
pub mod medidas;
pub mod politica;
pub mod saude;
pub mod servidor;
pub mod trocas;
pub mod vigia;
