//! Pare e espere: entregar cada mensagem uma vez e em ordem por um canal que
//! perde, repete e embaralha.
//!
//! O algoritmo é o de Bartlett, Scantlebury e Wilkinson (1969), com números
//! mais largos que o bit deles, e uma abertura que dá nome à conexão:
//!
//! ```text
//! remetente                                   receptor
//!    ├── Abrir(pedido x) ────────────────────────►│ sorteia y
//!    │◄───────────────────── Aceito(x, conexão y) ┤
//!    ├── Dados(y, 0, carga) ─────────────────────►│ entrega, depois confirma
//!    │◄──────────────────────── Confirmacao(y, 0) ┤
//!    ├── Dados(y, 1, carga) ───────╳              │
//!    │   (o prazo vence)                          │
//!    ├── Dados(y, 1, carga) ─────────────────────►│
//!    │◄──────────────────────── Confirmacao(y, 1) ┤
//!    ├── Fim(y, 2) ──────────────────────────────►│ lembra y, para reconfirmar
//!    │◄──────────────────────── Confirmacao(y, 2) ┤
//! ```
//!
//! Em ordem de leitura: [`segmento`], [`numero`], [`prazo`], [`insistencia`],
//! [`remetente`], [`receptor`].

pub mod insistencia;
pub mod numero;
pub mod prazo;
pub mod receptor;
pub mod remetente;
pub mod segmento;
