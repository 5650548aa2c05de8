//! O que se prova com o corretor embutido. Um executável só: quase tudo nestes
//! testes é espera, e juntos eles esperam ao mesmo tempo.

#[path = "../comum/mod.rs"]
mod comum;
mod deposito;
mod entrega;
mod grupos;
mod ordem;
mod programas;
mod quedas;
mod saidas;
