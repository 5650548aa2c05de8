//! O serviço visto pela face pública da biblioteca, sem iniciar programa nenhum.

mod comum;
mod cru;

mod balanceamento;
mod chamadas;
mod conexoes;
mod congelado;
mod contrapressao;
mod drenagem;
mod fachada;
mod fio;
mod hostis;
mod insistencia;
mod limites;
mod miudos;
mod porta;
mod prazos;
mod recusas;
mod reflexao;
mod repeticao;
mod seguranca;
