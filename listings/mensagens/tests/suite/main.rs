//! Formatos, protocolos e semânticas, com canais simulados e de verdade.

mod comum;

mod adversario;
mod bit_alternado;
mod conexoes;
mod destinos;
mod evolucao;
mod formato;
mod pare_e_espere;
mod semanticas;
mod utilizacao;
