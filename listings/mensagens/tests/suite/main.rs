//! Formatos, protocolos e semânticas, com canais simulados e de verdade.

mod comum;

mod adversario;
mod bit_alternado;
mod conexoes;
mod destinos;
mod evolucao;
mod formato;
mod para_e_espera;
mod semanticas;
mod utilizacao;
