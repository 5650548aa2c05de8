//! O que se pede na linha de comando.

use crate::comandos::servicos::servico::Servico;
use crate::comandos::servir;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// A ajuda de `cargo xtask --help`.
pub const AJUDA: &str = "\
cargo xtask COMANDO

  serve [--porta N] [--endereco IP] [--abrir]
          constrói o livro, serve em http://127.0.0.1:3000 e refaz a cada gravação
  build [--livro PASTA] [--destino PASTA]
          verifica o livro e escreve o site (em book/html)
  check [--livro PASTA]
          verifica o livro: cada problema com arquivo, linha e remédio
  servicos [kafka|mqtt|amqp|todos]… [-- COMANDO…]
          inicia servidores de verdade, roda COMANDO (ou espera Ctrl+C) e os encerra
  interoperar [LISTAGEM]
          testa as listagens com programas de outra linguagem (precisa de Python 3)
  repetir N [-- ARGUMENTOS]
          roda `cargo test ARGUMENTOS` N vezes e para na primeira que falhar

O mdBook chama também `preprocessar` e `acabamento`, que leem o livro da entrada.";

/// Um pedido já entendido.
#[derive(Debug)]
pub enum Comando {
    Ajuda,
    Serve(servir::Opcoes),
    Build {
        livro: Option<PathBuf>,
        destino: Option<PathBuf>,
    },
    Check {
        livro: Option<PathBuf>,
    },
    Servicos {
        quais: Vec<Servico>,
        comando: Vec<OsString>,
    },
    Interoperar {
        listagem: Option<String>,
    },
    Repetir {
        vezes: u32,
        argumentos: Vec<OsString>,
    },
    Preprocessar,
    Acabamento,
}

/// Entende os argumentos.
///
/// # Erros
/// Em português e numa linha: o que falta, o que sobra ou o que não se entende.
pub fn ler(argumentos: impl IntoIterator<Item = OsString>) -> Result<Comando, String> {
    let mut leitor = lexopt::Parser::from_args(argumentos);
    let nome = match leitor.next().map_err(traduzir)? {
        None | Some(Short('h') | Long("help" | "ajuda")) => return Ok(Comando::Ajuda),
        Some(Value(nome)) => nome.to_string_lossy().into_owned(),
        Some(outro) => return Err(inesperado(&outro)),
    };
    match nome.as_str() {
        "serve" => ler_serve(&mut leitor),
        "build" => {
            let [livro, destino] = ler_pastas(&mut leitor, ["livro", "destino"])?;
            Ok(Comando::Build { livro, destino })
        }
        "check" => {
            let [livro] = ler_pastas(&mut leitor, ["livro"])?;
            Ok(Comando::Check { livro })
        }
        "servicos" => ler_servicos(&mut leitor),
        "interoperar" => ler_interoperar(&mut leitor),
        "repetir" => ler_repetir(&mut leitor),
        "preprocessar" => ler_pastas(&mut leitor, []).map(|[]| Comando::Preprocessar),
        "acabamento" => ler_pastas(&mut leitor, []).map(|[]| Comando::Acabamento),
        _ => Err(format!("não conheço o comando “{nome}”")),
    }
}

fn ler_serve(leitor: &mut lexopt::Parser) -> Result<Comando, String> {
    let (mut ip, mut porta, mut abrir) = (IpAddr::from([127, 0, 0, 1]), 3000, false);
    while let Some(argumento) = leitor.next().map_err(traduzir)? {
        match argumento {
            Long("porta") => {
                porta = ler_valor(leitor, "porta", "um número de 0 a 65535")?
            }
            Long("endereco") => {
                ip = ler_valor(leitor, "endereco", "um endereço IP, como 0.0.0.0")?
            }
            Long("abrir") => abrir = true,
            outro => return Err(inesperado(&outro)),
        }
    }
    let endereco = SocketAddr::new(ip, porta);
    Ok(Comando::Serve(servir::Opcoes { endereco, abrir }))
}

fn ler_repetir(leitor: &mut lexopt::Parser) -> Result<Comando, String> {
    let vezes = ler_valor(leitor, "N", "um número de vezes maior que zero")?;
    if vezes == 0 {
        return Err(
            "N não aceita “0”: espera um número de vezes maior que zero".to_owned()
        );
    }
    let argumentos = leitor
        .raw_args()
        .map_err(traduzir)?
        .skip_while(|a| a == "--")
        .collect();
    Ok(Comando::Repetir { vezes, argumentos })
}

fn ler_servicos(leitor: &mut lexopt::Parser) -> Result<Comando, String> {
    let (quais, comando) = Servico::ler(leitor.raw_args().map_err(traduzir)?)?;
    Ok(Comando::Servicos { quais, comando })
}

fn ler_interoperar(leitor: &mut lexopt::Parser) -> Result<Comando, String> {
    let mut listagem = None;
    while let Some(argumento) = leitor.next().map_err(traduzir)? {
        match argumento {
            Value(nome) if listagem.is_none() => {
                listagem = Some(nome.to_string_lossy().into_owned());
            }
            outro => return Err(inesperado(&outro)),
        }
    }
    Ok(Comando::Interoperar { listagem })
}

fn ler_pastas<const N: usize>(
    leitor: &mut lexopt::Parser,
    nomes: [&str; N],
) -> Result<[Option<PathBuf>; N], String> {
    let mut pastas = [const { None }; N];
    while let Some(argumento) = leitor.next().map_err(traduzir)? {
        let Long(nome) = argumento else {
            return Err(inesperado(&argumento));
        };
        let Some(i) = nomes.iter().position(|n| *n == nome) else {
            return Err(inesperado(&argumento));
        };
        pastas[i] = Some(PathBuf::from(leitor.value().map_err(traduzir)?));
    }
    Ok(pastas)
}

fn ler_valor<T: std::str::FromStr>(
    leitor: &mut lexopt::Parser,
    nome: &str,
    espera: &str,
) -> Result<T, String> {
    let valor = leitor
        .value()
        .map_err(|_| format!("falta o valor de {nome}: {espera}"))?;
    let texto = valor.to_string_lossy();
    texto
        .parse()
        .map_err(|_| format!("{nome} não aceita “{texto}”: espera {espera}"))
}

fn inesperado(argumento: &lexopt::Arg<'_>) -> String {
    match argumento {
        Short(letra) => format!("não conheço o argumento -{letra}"),
        Long(nome) => format!("não conheço o argumento --{nome}"),
        Value(valor) => format!("não esperava “{}”", valor.to_string_lossy()),
    }
}

fn traduzir(erro: lexopt::Error) -> String {
    match erro {
        lexopt::Error::MissingValue { option: Some(nome) } => {
            format!("falta o valor de {nome}")
        }
        lexopt::Error::UnexpectedValue { option, .. } => {
            format!("{option} não aceita valor")
        }
        _ => "não entendi os argumentos".to_owned(),
    }
}

#[cfg(test)]
mod testes;
