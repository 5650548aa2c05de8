//! O que inicia processos: o mestre, os trabalhadores, os programas.

#[path = "../comum/mod.rs"]
mod comum;

mod anel;
mod conversa;
mod equipe;
mod execucao;
mod mestre;
mod sinais;
mod vigilia;
