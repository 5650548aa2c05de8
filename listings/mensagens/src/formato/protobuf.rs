//! A mensagem em Protocol Buffers, sem compilador de esquema: o `prost` lê o
//! esquema das anotações. Em um `.proto` ele seria:
//!
//! ```text
//! message Mensagem {
//!   optional uint64 id = 1;
//!   optional string origem = 2;
//!   optional string destino = 3;
//!   optional Tipo tipo = 4;
//!   optional bytes carga = 5;
//! }
//! ```

use prost::Message;

use super::{ErroDeFormato, Formato};
use crate::mensagem::{Id, Mensagem, No, Tipo};

// ANCHOR: esquema
/// Quem lê só acha os números: trocar um nome não quebra nada, trocar um
/// número quebra tudo. Todos são opcionais, como manda o formato.
#[derive(Clone, PartialEq, Message)]
pub struct MensagemProto {
    #[prost(uint64, optional, tag = "1")]
    pub id: Option<u64>,
    #[prost(string, optional, tag = "2")]
    pub origem: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub destino: Option<String>,
    #[prost(enumeration = "TipoProto", optional, tag = "4")]
    pub tipo: Option<i32>,
    #[prost(bytes = "vec", optional, tag = "5")]
    pub carga: Option<Vec<u8>>,
}
// ANCHOR_END: esquema

#[derive(Debug, Clone, Copy, PartialEq, Eq, prost::Enumeration)]
#[repr(i32)]
pub enum TipoProto {
    /// O zero é o que se lê quando ninguém disse nada: não pode ser um tipo.
    Desconhecido = 0,
    Pedido = 1,
    Resposta = 2,
    Aviso = 3,
}

pub fn codificar(mensagem: &Mensagem) -> Vec<u8> {
    let tipo = match mensagem.tipo {
        Tipo::Pedido => TipoProto::Pedido,
        Tipo::Resposta => TipoProto::Resposta,
        Tipo::Aviso => TipoProto::Aviso,
    };
    MensagemProto {
        id: Some(mensagem.id.0),
        origem: Some(mensagem.origem.0.clone()),
        destino: Some(mensagem.destino.0.clone()),
        tipo: Some(tipo.into()),
        carga: Some(mensagem.carga.clone()),
    }
    .encode_to_vec()
}

// ANCHOR: decodificar
pub fn decodificar(bytes: &[u8]) -> Result<Mensagem, ErroDeFormato> {
    let falta = |campo: &str| ErroDeFormato::FaltaCampo(campo.to_owned());
    let malformada = |motivo: &str| ErroDeFormato::Malformada {
        formato: Formato::Protobuf.nome(),
        motivo: motivo.to_owned(),
    };
    let proto = MensagemProto::decode(bytes).map_err(|_| {
        malformada("os bytes não formam campos, ou terminam antes da hora")
    })?;
    // O formato não obriga campo nenhum: quem precisa deles é que confere.
    let tipo = match TipoProto::try_from(proto.tipo.ok_or_else(|| falta("tipo"))?) {
        Ok(TipoProto::Pedido) => Tipo::Pedido,
        Ok(TipoProto::Resposta) => Tipo::Resposta,
        Ok(TipoProto::Aviso) => Tipo::Aviso,
        _ => return Err(malformada("não conheço esse tipo")),
    };
    Ok(Mensagem {
        id: Id(proto.id.ok_or_else(|| falta("id"))?),
        origem: No(proto.origem.ok_or_else(|| falta("origem"))?),
        destino: No(proto.destino.ok_or_else(|| falta("destino"))?),
        tipo,
        carga: proto.carga.ok_or_else(|| falta("carga"))?,
    })
}
// ANCHOR_END: decodificar
