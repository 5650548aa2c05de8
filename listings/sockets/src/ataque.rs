//! Clientes malcriados, para experimentar contra o próprio servidor e para os
//! testes. Cada um entra na sala com educação e depois quebra uma regra.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use crate::encerramento::Encerramento;
use crate::quadro::bloqueante::Leitor;
use crate::quadro::{ErroDeQuadro, codificar};

/// Quanto o atacante espera para ver o que o servidor fez.
const PACIENCIA: Duration = Duration::from_secs(30);

/// O que o cliente faz de errado.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ataque {
    /// Anuncia um quadro de 4 GiB.
    Gigante,
    /// Envia meio quadro e para.
    MeioQuadro,
    /// Envia uma carga que não é UTF-8.
    Bytes,
}

impl Ataque {
    /// Os bytes que quebram a regra.
    pub fn veneno(self) -> &'static [u8] {
        match self {
            Self::Gigante => &[0xff, 0xff, 0xff, 0xff],
            Self::MeioQuadro => &[0, 0, 0, 10, b'm', b'e', b'i', b'o'],
            Self::Bytes => &[0, 0, 0, 2, 0xc3, 0x28],
        }
    }
}

/// Entra como `nome`, envia o veneno e conta tudo o que o servidor disse até
/// fechar a conexão.
///
/// # Errors
/// Se a conexão cair antes de o servidor dizer o motivo.
pub fn atacar(
    mut fluxo: &TcpStream,
    nome: &str,
    ataque: Ataque,
    mut contar: impl FnMut(&str),
) -> Result<(), ErroDeQuadro> {
    fluxo.write_all(&codificar(nome)?)?;
    fluxo.write_all(ataque.veneno())?;
    let fim = Encerramento::novo();
    let mut leitor = Leitor::novo(fluxo, PACIENCIA, &fim);
    while let Some(linha) = leitor.ler()? {
        contar(&linha);
    }
    Ok(())
}
