//! O bate-papo com threads: `chat-servidor` e N clientes.
//!
//! O primeiro quadro que um cliente envia é o seu nome; os seguintes são falas.
//! O servidor envia quadros prontos para mostrar:
//!
//! ```text
//! * ana entrou (3 na sala)        alguém entrou ou saiu
//! ana: bom dia                    uma fala; quem falou também a recebe
//! ! esse nome já está em uso      o motivo, antes de desligar
//! ```
//!
//! Cada cliente tem duas threads, uma que lê e uma que escreve, e entre a sala
//! e a que escreve há uma [`caixa`] com lugar contado. É ela que impede que um
//! cliente lento pare os outros.
//!
//! Módulos, em ordem de leitura: [`evento`] (o que circula), [`fila`] (o que
//! espera por um cliente), [`sala`] (quem está e quem ouve), [`caixa`] (a fila
//! entre threads), [`participante`] (a conversa com um cliente), [`servidor`]
//! e [`cliente`]. `evento`, `fila` e `sala` servem também ao
//! [`crate::chat_assincrono`].

use std::time::Duration;

use crate::iterativo::{PRAZO_DE_DRENAGEM, PRAZO_DE_QUADRO};
use crate::quadro::LIMITE;

pub mod caixa;
pub mod cliente;
pub mod evento;
pub mod fila;
pub mod participante;
pub mod sala;
pub mod servidor;

/// Maior fala, em bytes: o quadro que a leva aos outros tem também o nome.
pub const MAIOR_FALA: usize = LIMITE - 128;

/// Bytes que o kernel guarda para um cliente que ainda não os leu. O ajuste
/// automático iria a megabytes: com mil clientes lentos, gigabytes do kernel.
pub const BUFFER_DE_ENVIO: usize = 128 * 1024;

/// Conexões além do limite que podem esperar, ao mesmo tempo, para ouvir "a
/// sala está lotada". As que passarem disso são fechadas sem explicação.
pub const VAGAS_DE_RECUSA: usize = 32;

/// O quanto o servidor cede a cada cliente. Todo limite é finito.
#[derive(Debug, Clone, Copy)]
pub struct Limites {
    /// Clientes ao mesmo tempo. A sala lotada recusa dizendo o motivo.
    pub clientes: usize,
    /// Do primeiro ao último byte de um quadro, e para dizer o nome.
    pub prazo_de_quadro: Duration,
    /// Para um cliente ler um quadro que lhe enviamos.
    pub prazo_de_escrita: Duration,
    /// Para entregar o que foi aceito, depois de SIGTERM.
    pub prazo_de_drenagem: Duration,
}

impl Default for Limites {
    fn default() -> Self {
        Self {
            clientes: 1024,
            prazo_de_quadro: PRAZO_DE_QUADRO,
            prazo_de_escrita: PRAZO_DE_QUADRO,
            prazo_de_drenagem: PRAZO_DE_DRENAGEM,
        }
    }
}

impl Limites {
    /// Os limites de fábrica, com outro número de clientes e outro prazo por
    /// quadro, lido ou escrito.
    pub fn novos(clientes: usize, prazo: Duration) -> Self {
        Self {
            clientes,
            prazo_de_quadro: prazo,
            prazo_de_escrita: prazo,
            ..Self::default()
        }
    }
}
