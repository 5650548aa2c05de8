//! Chamada de procedimento remoto: um depósito de chaves e valores por gRPC.
//!
//! O contrato está em `proto/deposito.proto`; o `build.rs` tira dele os tipos, o
//! stub do cliente e o esqueleto do servidor.
//!
//! ```text
//! cliente ─► insistência ─► balanceado ══╗ HTTP/2
//!  prazo      repete com     escolhe um   ║
//!  total      a intenção     servidor são ║
//!                                         ╚═► camada ─► credencial ─► serviço ─► depósito
//!                                             prazo,     confere      converte   um
//!                                             corte      quem é       e valida   efeito
//! ```
//!
//! Em ordem de leitura: [`fio`] (o Protobuf byte a byte), [`deposito`] (o estado,
//! sem rede), [`servico`] e [`recusa`] (as seis chamadas e os seus erros),
//! [`camada`] (o que vale para toda chamada), [`credencial`] e [`arquivo`] (de onde
//! ela e os certificados vêm), [`servidor`] (subir, cuidar das conexões e drenar),
//! [`fachada`] (um servidor que chama outro), [`insistencia`], [`balanceado`] e
//! [`cliente`]; por fim [`quatro_falhas`], a experiência do capítulo.

pub mod arquivo;
pub mod balanceado;
pub mod camada;
pub mod cliente;
pub mod credencial;
pub mod deposito;
pub mod fachada;
pub mod fio;
pub mod insistencia;
pub mod quatro_falhas;
pub mod recusa;
pub mod servico;
pub mod servidor;

/// O que o `build.rs` gerou do contrato.
pub mod contrato {
    // O código é da ferramenta, e não nosso.
    #![allow(clippy::all, rust_2018_idioms)]
    tonic::include_proto!("curso.deposito.v1");

    /// O contrato compilado, que o serviço de reflexão mostra a quem pergunta.
    pub const DESCRITOR: &[u8] =
        include_bytes!(concat!(env!("OUT_DIR"), "/deposito.bin"));
}
