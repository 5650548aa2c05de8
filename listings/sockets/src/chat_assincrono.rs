//! O bate-papo com tokio: o mesmo protocolo, a mesma sala, outra espera.
//!
//! Da versão com threads ficam [`crate::chat::evento`], [`crate::chat::fila`] e
//! [`crate::chat::sala`]. Muda quem espera: tarefas em vez de threads, `select!`
//! em vez de pulso, um token em vez de uma batida na porta.
//!
//! Módulos, em ordem de leitura: [`caixa`], [`ponta`], [`estado`], [`participante`],
//! [`servidor`].

pub mod caixa;
pub mod estado;
pub mod participante;
pub mod ponta;
pub mod servidor;
