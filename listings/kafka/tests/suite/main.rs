//! O que se prova com o broker embutido. Quase tudo nestes testes é espera, e num
//! executável só eles esperam ao mesmo tempo.

#[path = "../comum/mod.rs"]
mod comum;

mod deposito;
mod entrega;
mod grupos;
mod medidas;
mod ordem;
mod quedas;
