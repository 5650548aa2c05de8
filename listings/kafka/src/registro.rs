//! O registro: o que se escreve numa partição e o que se lê dela.

use std::fmt;

use apoio::texto::escapar;
use rdkafka::message::{BorrowedMessage, Headers, Message};

/// Bytes do maior valor que se envia: o cliente recusa, de fábrica, o pedido de mais de
/// 1.000.000, e nele cabem também a chave, os cabeçalhos e o que o protocolo acrescenta.
pub const MAIOR_VALOR: usize = 999_000;

/// O lugar de um registro no seu tópico: partição e offset, juntos.
///
/// O offset sozinho não identifica nada: cada partição conta o seu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Posicao {
    pub particao: i32,
    pub offset: i64,
}

impl fmt::Display for Posicao {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { particao, offset } = self;
        write!(f, "partição {particao}, offset {offset}")
    }
}

/// O que se pede ao produtor que escreva.
#[derive(Clone, Copy, Debug, Default)]
pub struct Registro<'a> {
    /// Decide a partição: mesma chave, mesma partição, enquanto o número delas não muda.
    pub chave: Option<&'a [u8]>,
    pub valor: &'a [u8],
    pub cabecalhos: &'a [(String, String)],
    /// A partição, quando quem envia quer escolher em vez da chave.
    pub particao: Option<i32>,
}

/// Um registro lido, com cópia própria do conteúdo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lido {
    pub posicao: Posicao,
    pub chave: Option<Vec<u8>>,
    /// Sem valor é uma lápide: num tópico compactado, apaga a chave.
    pub valor: Option<Vec<u8>>,
    pub cabecalhos: Vec<(String, Vec<u8>)>,
}

/// O lugar de uma mensagem do rdkafka.
pub fn posicao(mensagem: &BorrowedMessage<'_>) -> Posicao {
    Posicao {
        particao: mensagem.partition(),
        offset: mensagem.offset(),
    }
}

impl From<&BorrowedMessage<'_>> for Lido {
    fn from(mensagem: &BorrowedMessage<'_>) -> Self {
        let cabecalhos = mensagem.headers().map(|todos| {
            todos
                .iter()
                .map(|c| (c.key.to_owned(), c.value.unwrap_or_default().to_vec()))
                .collect()
        });
        Self {
            posicao: posicao(mensagem),
            chave: mensagem.key().map(<[u8]>::to_vec),
            valor: mensagem.payload().map(<[u8]>::to_vec),
            cabecalhos: cabecalhos.unwrap_or_default(),
        }
    }
}

/// Bytes como texto, mesmo que não sejam UTF-8. Para contas: veja [`visivel`].
pub fn texto(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Bytes como texto que se pode mostrar: quem escreveu o registro pode ter posto
/// nele uma ordem ao terminal de quem lê, ou uma quebra que forja outro registro.
pub fn visivel(bytes: &[u8]) -> String {
    escapar(&texto(bytes)).into_owned()
}

impl fmt::Display for Lido {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.posicao)?;
        if let Some(chave) = &self.chave {
            write!(f, ", chave {}", visivel(chave))?;
        }
        for (nome, valor) in &self.cabecalhos {
            write!(f, ", {}={}", visivel(nome.as_bytes()), visivel(valor))?;
        }
        match &self.valor {
            Some(valor) => write!(f, ": {}", visivel(valor)),
            None => write!(f, " (sem valor)"),
        }
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn ordem_ao_terminal_na_chave_no_cabecalho_e_no_valor_vira_texto() {
        let ordem = || b"a\x1b[2J\xc2\x9b\n\xff".to_vec();
        let lido = Lido {
            posicao: Posicao {
                particao: 0,
                offset: 7,
            },
            chave: Some(ordem()),
            valor: Some(ordem()),
            cabecalhos: vec![("n\r\u{202e}".to_owned(), ordem())],
        };
        let dita = r"a\u{1b}[2J\u{9b}\n";
        assert_eq!(
            lido.to_string(),
            format!(
                "partição 0, offset 7, chave {dita}\u{fffd}, \
                 n\\r\\u{{202e}}={dita}\u{fffd}: {dita}\u{fffd}"
            )
        );
    }
}
