//! O quadro: uma fronteira no meio do fluxo.
//!
//! ```text
//!  0        4                    4+n
//!  ├────────┼─────────────────────┤
//!  │ n (BE) │ n bytes de UTF-8    │   n ≤ 65.536
//!  └────────┴─────────────────────┘
//! ```
//!
//! Quatro bytes dizem, em ordem de rede (*big-endian*), quantos vêm depois. O
//! [`Decodificador`] não lê de lugar nenhum: recebe pedaços e devolve quadros.
//! Por isso serve igual às threads ([`bloqueante`]) e ao tokio
//! ([`assincrono`]), e se testa sem rede.

use std::io::ErrorKind;
use std::time::Duration;

use bytes::{Buf, BytesMut};

pub mod assincrono;
pub mod bloqueante;

/// Bytes do cabeçalho: um `u32` em ordem de rede.
pub const CABECALHO: usize = 4;

/// Maior carga aceita, em bytes. O cabeçalho permitiria 4 GiB; quem acreditasse
/// nele deixaria qualquer estranho escolher quanta memória o servidor gasta.
pub const LIMITE: usize = 64 * 1024;

/// Quanto se espera pelo começo de um quadro, se não se diz outra coisa: quem passa
/// um dia calado não volta, e o lugar dele serve a outro.
pub const SILENCIO: Duration = Duration::from_secs(24 * 3600);

/// Por que um quadro não pôde ser lido ou escrito.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeQuadro {
    #[error("o quadro anuncia {anunciado} bytes e o limite é {limite}")]
    ExcedeLimite { anunciado: u64, limite: usize },
    #[error("a carga do quadro não é texto UTF-8")]
    NaoEhUtf8,
    #[error("a conexão terminou no meio de um quadro")]
    Truncado,
    #[error("o quadro começou e não terminou dentro do prazo")]
    PrazoVencido,
    #[error("o outro lado não leu dentro do prazo")]
    NaoFoiLido,
    #[error("ficou calado por tempo demais")]
    Calado,
    #[error("{}", apoio::erro::em_portugues(*.0))]
    Conexao(ErrorKind),
}

impl From<std::io::Error> for ErroDeQuadro {
    fn from(erro: std::io::Error) -> Self {
        Self::Conexao(erro.kind())
    }
}

// ANCHOR: codificar
/// Monta o quadro inteiro, cabeçalho e carga, pronto para uma só escrita.
///
/// # Errors
/// [`ErroDeQuadro::ExcedeLimite`]: quem escreve também respeita o limite.
pub fn codificar(texto: &str) -> Result<Vec<u8>, ErroDeQuadro> {
    let tamanho = conferir(texto.len() as u64, LIMITE)?;
    let mut quadro = Vec::with_capacity(CABECALHO + texto.len());
    quadro.extend_from_slice(&tamanho.to_be_bytes());
    quadro.extend_from_slice(texto.as_bytes());
    Ok(quadro)
}
// ANCHOR_END: codificar

fn conferir(anunciado: u64, limite: usize) -> Result<u32, ErroDeQuadro> {
    match u32::try_from(anunciado) {
        Ok(tamanho) if anunciado <= limite as u64 => Ok(tamanho),
        _ => Err(ErroDeQuadro::ExcedeLimite { anunciado, limite }),
    }
}

/// Junta os pedaços que chegam e devolve os quadros que se completam.
#[derive(Debug)]
pub struct Decodificador {
    chegados: BytesMut,
    limite: usize,
}

impl Default for Decodificador {
    fn default() -> Self {
        Self::com_limite(LIMITE)
    }
}

impl Decodificador {
    /// Um decodificador que recusa cargas maiores que `limite` bytes.
    pub fn com_limite(limite: usize) -> Self {
        Self {
            chegados: BytesMut::new(),
            limite,
        }
    }

    /// Guarda o que uma leitura trouxe: um byte, meio quadro ou três e meio.
    pub fn alimentar(&mut self, bytes: &[u8]) {
        self.chegados.extend_from_slice(bytes);
    }

    // ANCHOR: proximo
    /// O próximo quadro completo, ou `None` se ainda faltam bytes.
    ///
    /// # Errors
    /// O tamanho anunciado excede o limite, ou a carga não é UTF-8. Depois de
    /// um erro o fluxo perdeu o passo: só resta fechar a conexão.
    pub fn proximo(&mut self) -> Result<Option<String>, ErroDeQuadro> {
        let Some((cabecalho, resto)) = self.chegados.split_first_chunk::<CABECALHO>()
        else {
            return Ok(None);
        };
        let anunciado = u32::from_be_bytes(*cabecalho);
        // Antes de esperar ou reservar qualquer coisa: o anúncio é de um estranho.
        let tamanho = conferir(anunciado.into(), self.limite)? as usize;
        let Some(carga) = resto.get(..tamanho) else {
            return Ok(None);
        };
        let texto = std::str::from_utf8(carga).map_err(|_| ErroDeQuadro::NaoEhUtf8)?;
        let texto = texto.to_owned();
        self.chegados.advance(CABECALHO + tamanho);
        Ok(Some(texto))
    }
    // ANCHOR_END: proximo

    /// Se um quadro começou e ainda não terminou.
    pub fn no_meio(&self) -> bool {
        !self.chegados.is_empty()
    }

    /// O outro lado fechou: havia um quadro pela metade?
    ///
    /// # Errors
    /// [`ErroDeQuadro::Truncado`] se havia.
    pub fn terminar(&self) -> Result<(), ErroDeQuadro> {
        if self.no_meio() {
            Err(ErroDeQuadro::Truncado)
        } else {
            Ok(())
        }
    }
}
