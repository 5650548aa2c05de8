//! Os programas rodando: o bate-papo, o eco, e o que o capítulo mostra deles.

#[path = "../comum/mod.rs"]
mod comum;
mod modos;
mod sessao;

mod chat;
mod chat_ataques;
mod chat_encerramento;
mod chat_mil;
mod execucao;
mod hostis;
mod limites;
mod saidas;
