//! A mesma mensagem em três serializações.
//!
//! Os bytes vêm de um desconhecido: o tamanho é conferido antes de qualquer
//! leitura, e nenhum conteúdo derruba o programa.

pub mod comparacao;
mod protobuf;

use crate::mensagem::Mensagem;

pub use protobuf::MensagemProto;

/// A maior mensagem aceita, em bytes, em qualquer formato.
pub const LIMITE: usize = 64 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formato {
    /// Texto: RFC 8259.
    Json,
    /// Binário, com os nomes dos campos.
    MessagePack,
    /// Binário, com números no lugar dos nomes, combinados num esquema.
    Protobuf,
}

/// Por que os bytes não são uma mensagem.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeFormato {
    #[error("{tamanho} bytes passam do limite de {LIMITE}")]
    GrandeDemais { tamanho: usize },
    #[error("{0} termina antes da hora: faltam bytes")]
    Incompleta(&'static str),
    #[error("falta o campo {0}")]
    FaltaCampo(String),
    #[error("não é {formato} de uma mensagem: {motivo}")]
    Malformada {
        formato: &'static str,
        motivo: String,
    },
}

impl Formato {
    pub const TODOS: [Self; 3] = [Self::Json, Self::MessagePack, Self::Protobuf];

    pub const fn nome(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::MessagePack => "MessagePack",
            Self::Protobuf => "Protobuf",
        }
    }

    /// # Errors
    /// [`ErroDeFormato::GrandeDemais`]: melhor saber aqui que do outro lado.
    pub fn codificar(self, mensagem: &Mensagem) -> Result<Vec<u8>, ErroDeFormato> {
        let bytes = match self {
            Self::Json => serde_json::to_vec(mensagem)
                .map_err(|erro| self.malformada(&erro.to_string()))?,
            Self::MessagePack => rmp_serde::to_vec_named(mensagem)
                .map_err(|erro| self.malformada(&erro.to_string()))?,
            Self::Protobuf => protobuf::codificar(mensagem),
        };
        conferir_tamanho(&bytes)?;
        Ok(bytes)
    }

    /// # Errors
    /// Veja [`ErroDeFormato`]. Nunca entra em pânico, venha o que vier.
    pub fn decodificar(self, bytes: &[u8]) -> Result<Mensagem, ErroDeFormato> {
        conferir_tamanho(bytes)?;
        match self {
            Self::Json => serde_json::from_slice(bytes).map_err(|e| self.do_json(&e)),
            Self::MessagePack => self.de_messagepack(bytes),
            Self::Protobuf => protobuf::decodificar(bytes),
        }
    }

    fn do_json(self, erro: &serde_json::Error) -> ErroDeFormato {
        if erro.is_eof() {
            return ErroDeFormato::Incompleta(self.nome());
        }
        campo_que_falta(&erro.to_string()).unwrap_or_else(|| {
            let (linha, coluna) = (erro.line(), erro.column());
            let o_que = if erro.to_string().starts_with("duplicate field") {
                "um campo aparece duas vezes"
            } else if erro.is_data() {
                "um campo tem o tipo errado"
            } else {
                "a sintaxe quebra"
            };
            self.malformada(&format!("{o_que}, na linha {linha}, coluna {coluna}"))
        })
    }

    fn de_messagepack(self, bytes: &[u8]) -> Result<Mensagem, ErroDeFormato> {
        use rmp_serde::decode::Error::{InvalidDataRead, InvalidMarkerRead};
        let mut resto = bytes;
        let lida = rmp_serde::from_read(&mut resto).map_err(|erro| match erro {
            InvalidMarkerRead(_) | InvalidDataRead(_) => {
                ErroDeFormato::Incompleta(self.nome())
            }
            outro => campo_que_falta(&outro.to_string())
                .unwrap_or_else(|| self.malformada("um campo tem o tipo errado")),
        })?;
        match resto {
            [] => Ok(lida),
            [_] => Err(self.malformada("sobra 1 byte")),
            sobra => Err(self.malformada(&format!("sobram {} bytes", sobra.len()))),
        }
    }

    fn malformada(self, motivo: &str) -> ErroDeFormato {
        ErroDeFormato::Malformada {
            formato: self.nome(),
            motivo: motivo.to_owned(),
        }
    }
}

fn conferir_tamanho(bytes: &[u8]) -> Result<(), ErroDeFormato> {
    if bytes.len() > LIMITE {
        return Err(ErroDeFormato::GrandeDemais {
            tamanho: bytes.len(),
        });
    }
    Ok(())
}

/// O serde só diz qual campo falta no texto do erro, entre crases.
fn campo_que_falta(erro: &str) -> Option<ErroDeFormato> {
    let (_, resto) = erro.split_once("missing field `")?;
    let (campo, _) = resto.split_once('`')?;
    Some(ErroDeFormato::FaltaCampo(campo.to_owned()))
}
