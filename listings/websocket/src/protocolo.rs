//! O que cliente e servidor das salas se dizem: JSON, uma mensagem por texto.
//!
//! O WebSocket dá as fronteiras das mensagens; o que elas querem dizer é da
//! aplicação. O nome deste acordo vai no aperto de mão, em
//! `Sec-WebSocket-Protocol`: quem não o fala é recusado antes de começar.

use serde::{Deserialize, Serialize};

/// O nome do acordo, com a versão.
pub const SUBPROTOCOLO: &str = "salas.v1";

/// Caracteres de um nome de pessoa ou de sala.
const MAIOR_NOME: usize = 32;

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
}

/// Por que uma primeira mensagem não serve.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn conferir_nome(que: &str, nome: &str) -> Result<(), String> {
    let cabe = (1..=MAIOR_NOME).contains(&nome.chars().count());
    // Um caractere de controle apagaria a tela de quem lê no terminal.
    if !cabe || nome.trim() != nome || nome.chars().any(char::is_control) {
        return Err(format!(
            "{que} precisa ter de 1 a {MAIOR_NOME} letras, sem espaços nas pontas"
        ));
    }
    Ok(())
}
