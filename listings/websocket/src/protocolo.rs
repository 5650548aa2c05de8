//! O que cliente e servidor das salas se dizem: JSON, uma mensagem por texto.
//!
//! O WebSocket dá as fronteiras das mensagens; o que elas querem dizer é da
//! aplicação. O nome deste acordo vai no aperto de mão, em
//! `Sec-WebSocket-Protocol`: quem não o fala é recusado antes de começar.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use apoio::texto::escapar;
use serde::{Deserialize, Serialize};
use tokio_tungstenite::tungstenite::Utf8Bytes;

/// O nome do acordo, com a versão.
pub const SUBPROTOCOLO: &str = "salas.v1";

/// Caracteres de um nome de pessoa ou de sala.
const MAIOR_NOME: usize = 32;

/// Os números que um evento pode ter. O JavaScript da página conta sem errar até
/// 2⁵³, e ninguém chega lá: um maior é de um servidor, ou de um arquivo, que mente.
pub const NUMEROS: RangeInclusive<u64> = 1..=1 << 53;

// ANCHOR: do_cliente
/// O que o cliente diz.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "tipo", rename_all = "lowercase", deny_unknown_fields)]
pub enum DoCliente {
    /// A primeira mensagem: quem sou, e até onde já vi.
    Entrar {
        sala: String,
        nome: String,
        /// Segredo do cliente: o mesmo em todas as conexões dele.
        cliente: String,
        /// A história que conheço, e o último evento dela que mostrei.
        #[serde(default)]
        historia: String,
        #[serde(default)]
        depois: u64,
    },
    /// Uma fala. O número é do cliente, e só cresce: repetir não duplica.
    Dizer { numero: u64, texto: String },
}
// ANCHOR_END: do_cliente

/// O que o servidor diz.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tipo", rename_all = "lowercase")]
pub enum DoServidor {
    /// A primeira resposta: que história é, e de onde ela ainda vai até onde.
    Historia {
        historia: String,
        primeiro: u64,
        proximo: u64,
    },
    /// Você está em dia, e na sala com estes.
    Entrou {
        presentes: Vec<String>,
    },
    /// Um evento da sala. Os números são seguidos, sem buracos.
    Evento(Evento),
    /// A sua fala está gravada.
    Aceita {
        numero: u64,
    },
    /// Presença: não fica na história.
    Chegou {
        nome: String,
    },
    Saiu {
        nome: String,
    },
}

/// Uma fala gravada, com o lugar dela na ordem da sala.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evento {
    pub n: u64,
    pub autor: String,
    pub texto: String,
}

impl DoCliente {
    /// O texto que vai no quadro.
    pub fn em_json(&self) -> String {
        serde_json::to_string(self).expect("são só textos e números")
    }
}

impl DoServidor {
    /// O texto que vai no quadro.
    pub fn em_json(&self) -> String {
        serde_json::to_string(self).expect("são só textos e números")
    }

    /// O texto, pronto para o quadro: feito uma vez, compartilhado por todos.
    pub fn quadro(&self) -> Utf8Bytes {
        Utf8Bytes::from(self.em_json())
    }
}

/// Por que uma primeira mensagem não serve.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn conferir_nome(que: &str, nome: &str) -> Result<(), String> {
    let cabe = (1..=MAIOR_NOME).contains(&nome.chars().count());
    // O que não se vê apagaria a tela de quem lê, inverteria a linha ou daria dois
    // nomes iguais; e um `ana: oi` passaria por uma fala de ana.
    let claro = matches!(escapar(nome), Cow::Borrowed(_)) && !nome.contains(confunde);
    if !cabe || !claro || nome.trim() != nome {
        return Err(format!(
            "{que} precisa ter de 1 a {MAIOR_NOME} letras à vista, sem dois-pontos nem \
             espaços nas pontas"
        ));
    }
    Ok(())
}

/// O que se vê, mas como outra coisa: os dois-pontos e os seus sósias, o espaço que
/// não é o comum, e o seletor que muda só o desenho da letra anterior.
fn confunde(c: char) -> bool {
    matches!(c, ':' | '\u{2236}' | '\u{a789}' | '\u{fe55}' | '\u{ff1a}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}')
        || (c.is_whitespace() && c != ' ')
}
