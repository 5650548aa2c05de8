//! O que cada datagrama do pare e espere diz, e como fica em bytes.
//!
//! ```text
//! 0      1              9          13
//! ├──────┼──────────────┼──────────┼─────────┤
//! │ tipo │ pedido ou    │ número   │ carga   │   inteiros em ordem de rede
//! │      │ conexão      │          │         │
//! └──────┴──────────────┴──────────┴─────────┘
//! ```
//!
//! Abrir para no byte 9; Aceito leva a conexão (8 bytes) onde iria o número.

use super::numero::Numero;

/// Cabe num datagrama que passa inteiro por qualquer caminho de hoje: 1200
/// bytes é o mínimo que o QUIC exige (RFC 9000).
pub const MAIOR_DATAGRAMA: usize = 1200;

/// Tipo, conexão e número.
pub const CABECALHO: usize = 1 + 8 + 4;

/// A maior carga, em bytes.
pub const MAIOR_CARGA: usize = MAIOR_DATAGRAMA - CABECALHO;

/// O que o remetente sorteia para reconhecer a resposta ao seu Abrir.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pedido(pub u64);

/// O nome da conexão, sorteado pelo receptor a cada abertura.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Conexao(pub u64);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segmento {
    Abrir(Pedido),
    Aceito(Pedido, Conexao),
    Dados(Conexao, Numero, Vec<u8>),
    Fim(Conexao, Numero),
    Confirmacao(Conexao, Numero),
}

impl Segmento {
    pub fn codificar(&self) -> Vec<u8> {
        let (tipo, nome): (u8, u64) = match self {
            Self::Abrir(pedido) => (1, pedido.0),
            Self::Aceito(pedido, _) => (2, pedido.0),
            Self::Dados(conexao, ..) => (3, conexao.0),
            Self::Fim(conexao, _) => (4, conexao.0),
            Self::Confirmacao(conexao, _) => (5, conexao.0),
        };
        let mut bytes = vec![tipo];
        bytes.extend(nome.to_be_bytes());
        match self {
            Self::Abrir(_) => {}
            Self::Aceito(_, conexao) => bytes.extend(conexao.0.to_be_bytes()),
            Self::Dados(_, numero, carga) => {
                bytes.extend(numero.0.to_be_bytes());
                bytes.extend(carga);
            }
            Self::Fim(_, numero) | Self::Confirmacao(_, numero) => {
                bytes.extend(numero.0.to_be_bytes());
            }
        }
        bytes
    }

    /// `None` se os bytes não são um segmento: veio de outro programa, ou com
    /// defeito. Para este protocolo, é o mesmo que se perder.
    pub fn decodificar(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > MAIOR_DATAGRAMA {
            return None;
        }
        let (&tipo, bytes) = bytes.split_first()?;
        let (nome, resto) = bytes.split_first_chunk()?;
        let nome = u64::from_be_bytes(*nome);
        match (tipo, resto) {
            (1, []) => Some(Self::Abrir(Pedido(nome))),
            (2, resto) => {
                let conexao = u64::from_be_bytes(resto.try_into().ok()?);
                Some(Self::Aceito(Pedido(nome), Conexao(conexao)))
            }
            (3..=5, resto) => {
                let (numero, carga) = resto.split_first_chunk()?;
                let numero = Numero(u32::from_be_bytes(*numero));
                match (tipo, carga) {
                    (3, carga) => {
                        Some(Self::Dados(Conexao(nome), numero, carga.to_vec()))
                    }
                    (4, []) => Some(Self::Fim(Conexao(nome), numero)),
                    (5, []) => Some(Self::Confirmacao(Conexao(nome), numero)),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
