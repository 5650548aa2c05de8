//! Os programas rodando: o bate-papo, o eco, e o que o capítulo mostra deles.

#[path = "../comum/mod.rs"]
mod comum;
#[path = "../comum/modos.rs"]
mod modos;
mod sessao;

mod chat;
mod chat_ataques;
mod chat_encerramento;
mod execucao;
mod hostis;
mod limites;
mod saidas;
