//! Montar e desmontar quadros, contar entregas e topologias.

mod comum;

mod bits;
mod conhecidos;
mod cortes;
mod entrega;
mod etherparse;
mod limites;
mod topologia;
