//! As linhas digitadas, sem prender quem precisa ouvir outras coisas.

use std::io::{self, BufRead, ErrorKind, Read};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use apoio::erro::em_portugues;

/// Por que a entrada parou antes do fim.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeEntrada {
    #[error("a linha {linha} tem mais que os {limite} bytes que cabem num datagrama")]
    Longa { linha: u64, limite: usize },
    #[error("a linha {0} não é texto UTF-8")]
    NaoETexto(u64),
    #[error("não consegui ler a entrada: {}", em_portugues(*.0))]
    Leitura(ErrorKind),
}

/// Outra thread espera o teclado, para que esta possa ouvir o Ctrl-C. A fila é
/// de uma linha: quem digita não corre na frente de quem envia. Ela se fecha
/// quando a entrada acaba, ou depois do primeiro erro.
pub fn linhas(limite: usize) -> Receiver<Result<String, ErroDeEntrada>> {
    let (envio, linhas) = sync_channel(1);
    thread::spawn(move || {
        let mut entrada = io::stdin().lock();
        for numero in 1.. {
            let Some(lida) = ler(&mut entrada, numero, limite).transpose() else {
                break;
            };
            let errou = lida.is_err();
            if envio.send(lida).is_err() || errou {
                break;
            }
        }
    });
    linhas
}

/// Uma linha, sem o fim dela; `None` no fim da entrada. Nunca guarda mais que o
/// limite: uma entrada sem fim de linha não enche a memória.
fn ler(
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
        (1..=3).map(|n| ler(&mut entrada, n, 4)).collect()
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
