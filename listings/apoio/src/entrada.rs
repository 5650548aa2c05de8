//! As linhas que chegam pela entrada, com um teto.

use std::error::Error;
use std::fmt;
use std::io::{BufRead, ErrorKind, Read};

use crate::erro::em_portugues;

/// Por que a entrada parou antes do fim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErroDeEntrada {
    /// A linha deste número passa de tantos bytes.
    Longa { linha: u64, limite: usize },
    /// A linha deste número não é UTF-8.
    NaoETexto(u64),
    /// O sistema não deu o que faltava ler.
    Leitura(ErrorKind),
}

impl fmt::Display for ErroDeEntrada {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Longa { linha, limite } => {
                write!(
                    f,
                    "a linha {linha} da entrada passa dos {limite} bytes que cabem"
                )
            }
            Self::NaoETexto(linha) => {
                write!(f, "a linha {linha} da entrada não é texto UTF-8")
            }
            Self::Leitura(tipo) => {
                write!(f, "não consegui ler a entrada: {}", em_portugues(*tipo))
            }
        }
    }
}

impl Error for ErroDeEntrada {}

/// A próxima linha, que é a de número `linha`, sem o fim dela; `None` no fim da
/// entrada. Nunca guarda mais que o limite: uma entrada sem fim de linha, como
/// `/dev/zero`, não enche a memória.
///
/// # Errors
/// Veja [`ErroDeEntrada`]. Depois de um erro, o resto da entrada não serve: não se
/// sabe onde começa a linha seguinte.
pub fn ler_linha(
    entrada: &mut impl BufRead,
    linha: u64,
    limite: usize,
) -> Result<Option<String>, ErroDeEntrada> {
    let mut bytes = Vec::new();
    let teto = limite as u64 + 2; // e o fim de linha, que pode ter dois bytes
    entrada
        .take(teto)
        .read_until(b'\n', &mut bytes)
        .map_err(|erro| ErroDeEntrada::Leitura(erro.kind()))?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.pop_if(|byte| *byte == b'\n').is_some() {
        bytes.pop_if(|byte| *byte == b'\r');
    }
    if bytes.len() > limite {
        return Err(ErroDeEntrada::Longa { linha, limite });
    }
    let texto = String::from_utf8(bytes).map_err(|_| ErroDeEntrada::NaoETexto(linha))?;
    Ok(Some(texto))
}

#[cfg(test)]
mod testes {
    use super::*;

    fn todas(mut entrada: &[u8]) -> Vec<Result<Option<String>, ErroDeEntrada>> {
        (1..=3).map(|n| ler_linha(&mut entrada, n, 4)).collect()
    }

    fn linha(texto: &str) -> Result<Option<String>, ErroDeEntrada> {
        Ok(Some(texto.to_owned()))
    }

    #[test]
    fn a_linha_do_tamanho_do_limite_passa_com_qualquer_fim() {
        assert_eq!(
            todas(b"1234\n1234\r\n1234"),
            [linha("1234"), linha("1234"), linha("1234")]
        );
        assert_eq!(todas(b"\n\r\n"), [linha(""), linha(""), Ok(None)]);
    }

    #[test]
    fn a_linha_maior_e_a_que_nao_e_texto_dizem_qual() {
        let longa = Err(ErroDeEntrada::Longa {
            linha: 2,
            limite: 4,
        });
        for entrada in [b"a\n12345\n".as_slice(), b"a\n12345", b"a\n123456789"] {
            assert_eq!(todas(entrada)[1], longa);
        }
        assert_eq!(todas(b"\xff\n")[0], Err(ErroDeEntrada::NaoETexto(1)));
    }
}
