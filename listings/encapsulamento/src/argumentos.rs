//! O que os programas entendem na linha de comando.

use std::fs::File;
use std::io::{self, Read};
use std::net::SocketAddrV4;
use std::path::Path;
use std::str::FromStr;

use anyhow::{Context, ensure};
use apoio::erro::em_portugues;

use crate::ethernet::Mac;
use crate::hexadecimal::{Ilegivel, MAIOR_TEXTO, ler};

mod pedido;

pub use pedido::Pedido;

/// Um endereço IPv4 e uma porta.
///
/// # Errors
/// Uma frase que diz o formato.
pub fn endereco(texto: &str) -> Result<SocketAddrV4, String> {
    let lido = texto.parse();
    lido.map_err(|_| {
        "escreva um endereço IPv4 e uma porta, como 192.0.2.1:50000".to_owned()
    })
}

/// Um endereço de placa.
///
/// # Errors
/// Uma frase que diz o formato.
pub fn mac(texto: &str) -> Result<Mac, String> {
    let pares: Vec<_> = texto.split(':').collect();
    let bytes = ler(&texto.replace(':', " ")).ok().filter(|_| {
        // Sem isto `0200:...` passaria por dois bytes num lugar só.
        pares.iter().all(|par| par.len() == 2)
    });
    let bytes = bytes.and_then(|b| b.try_into().ok());
    bytes
        .map(Mac)
        .ok_or_else(|| "escreva seis pares, como 02:00:00:00:00:0a".to_owned())
}

/// As opções do IPv4, em hexadecimal.
///
/// # Errors
/// Uma frase que diz o formato.
pub fn opcoes(texto: &str) -> Result<Opcoes, String> {
    match ler(texto) {
        Ok(bytes) => Ok(Opcoes(bytes)),
        Err(erro) => Err(erro.to_string()),
    }
}

/// Bytes que o clap não separa em vários argumentos.
#[derive(Debug, Clone, Default)]
pub struct Opcoes(pub Vec<u8>);

/// Um inteiro que cabe no campo do cabeçalho.
///
/// # Errors
/// Uma frase que diz os limites.
pub fn inteiro<N: FromStr + Limitado>(texto: &str) -> Result<N, String> {
    let lido = texto.parse();
    lido.map_err(|_| format!("escreva um número inteiro de 0 a {}", N::MAIOR))
}

/// O maior valor de um campo.
pub trait Limitado {
    const MAIOR: u64;
}

impl Limitado for u8 {
    const MAIOR: u64 = u8::MAX as u64;
}

impl Limitado for u16 {
    const MAIOR: u64 = u16::MAX as u64;
}

/// Um número de estações que a busca exaustiva aguenta.
///
/// # Errors
/// Uma frase que diz os limites.
pub fn estacoes(texto: &str) -> Result<usize, String> {
    match texto.parse() {
        Ok(n) if (3..=12).contains(&n) => Ok(n),
        _ => Err("escreva um número inteiro de 3 a 12".to_owned()),
    }
}

/// O quadro escrito em hexadecimal num arquivo, ou na entrada padrão.
///
/// # Errors
/// Se não se pode ler, ou não é hexadecimal.
pub fn ler_quadro(arquivo: Option<&Path>) -> anyhow::Result<Vec<u8>> {
    let texto = match arquivo {
        None => texto(io::stdin().lock()).context("não consegui ler a entrada")?,
        Some(caminho) => {
            let aberto =
                File::open(caminho).map_err(|e| anyhow::anyhow!(em_portugues(e.kind())));
            let onde = || format!("não consegui ler {}", caminho.display());
            aberto.and_then(texto).with_context(onde)?
        }
    };
    Ok(ler(&texto)?)
}

/// Lê até um byte além do limite: o bastante para saber que passou dele.
fn texto(fonte: impl Read) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let limite = MAIOR_TEXTO as u64 + 1;
    let lido = fonte.take(limite).read_to_end(&mut bytes);
    lido.map_err(|e| anyhow::anyhow!(em_portugues(e.kind())))?;
    // Antes de olhar as letras: o corte pode ter caído no meio de uma.
    ensure!(bytes.len() <= MAIOR_TEXTO, Ilegivel::Grande);
    String::from_utf8(bytes)
        .map_err(|_| anyhow::anyhow!("não é texto; dê o quadro em hexadecimal"))
}
