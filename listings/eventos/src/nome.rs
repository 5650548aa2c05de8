//! Nomes de contas e chaves de comandos: o mesmo alfabeto, tipos diferentes.

use std::fmt;
use std::str::FromStr;

/// O maior nome, em bytes. Um evento tem no máximo três nomes e cabe, com
/// folga, no limite de uma entrada.
pub const MAIOR_NOME: usize = 40;

/// O texto não serve de nome.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} não serve de nome: use letras sem acento, algarismos, - e _, \
     começando por letra ou algarismo, até {MAIOR_NOME} caracteres"
)]
pub struct ErroDeNome(String);

/// O nome de uma conta.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conta(String);

/// O que o cliente inventa para reconhecer o próprio comando.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chave(String);

fn conferir(texto: &str) -> Result<String, ErroDeNome> {
    let serve = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    let comeca = texto
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_alphanumeric());
    if comeca && texto.len() <= MAIOR_NOME && texto.bytes().all(serve) {
        Ok(texto.to_owned())
    } else {
        Err(ErroDeNome(texto.chars().take(MAIOR_NOME).collect()))
    }
}

impl FromStr for Conta {
    type Err = ErroDeNome;

    fn from_str(texto: &str) -> Result<Self, ErroDeNome> {
        conferir(texto).map(Self)
    }
}

impl FromStr for Chave {
    type Err = ErroDeNome;

    fn from_str(texto: &str) -> Result<Self, ErroDeNome> {
        conferir(texto).map(Self)
    }
}

impl fmt::Display for Conta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for Chave {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
