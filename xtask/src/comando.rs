//! O que se pede na linha de comando.

use crate::servicos::servico::Servico;
use crate::servir;
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
    let mut quais = Vec::new();
    let mut comando = Vec::new();
    let mut argumentos = leitor.raw_args().map_err(traduzir)?;
    for argumento in argumentos.by_ref() {
        if argumento == "--" {
            comando = argumentos.collect();
            if comando.is_empty() {
                return Err("falta o comando depois de --".to_owned());
            }
            break;
        }
        let nome = argumento.to_string_lossy();
        quais.extend(Servico::por_nome(&nome).ok_or_else(|| {
            format!("não conheço o serviço “{nome}”: há kafka, mqtt, amqp e todos")
        })?);
    }
    if quais.is_empty() {
        quais = Servico::TODOS.to_vec();
    }
    quais.sort_unstable();
    quais.dedup();
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
mod testes {
    use super::*;

    fn ler_texto(linha: &str) -> Result<Comando, String> {
        ler(linha.split_whitespace().map(OsString::from))
    }

    #[test]
    fn serve_escuta_em_casa_na_porta_3000() {
        let Ok(Comando::Serve(opcoes)) = ler_texto("serve") else {
            panic!("serve não precisa de argumentos");
        };
        assert_eq!(opcoes.endereco.to_string(), "127.0.0.1:3000");
        assert!(!opcoes.abrir);
    }

    #[test]
    fn serve_aceita_porta_endereco_e_abrir() {
        let Ok(Comando::Serve(opcoes)) =
            ler_texto("serve --porta 8080 --endereco 0.0.0.0 --abrir")
        else {
            panic!("os três argumentos existem");
        };
        assert_eq!(opcoes.endereco.to_string(), "0.0.0.0:8080");
        assert!(opcoes.abrir);
    }

    #[test]
    fn argumentos_errados_se_explicam_em_portugues() {
        for (linha, trecho) in [
            ("serve --porta 70000", "porta não aceita “70000”"),
            ("serve --porta", "falta o valor de porta"),
            ("serve --quieto", "não conheço o argumento --quieto"),
            ("srve", "não conheço o comando “srve”"),
            ("check x", "não esperava “x”"),
            ("build --destino", "falta o valor de --destino"),
            ("interoperar a b", "não esperava “b”"),
            ("interoperar --tudo", "não conheço o argumento --tudo"),
            ("repetir", "falta o valor de N"),
            ("repetir 0", "N não aceita “0”"),
            ("servicos kafca", "não conheço o serviço “kafca”"),
            ("servicos mqtt --", "falta o comando depois de --"),
        ] {
            let motivo = ler_texto(linha).expect_err(linha);
            assert!(motivo.contains(trecho), "{linha}: {motivo}");
        }
    }

    #[test]
    fn os_servicos_se_pedem_pelo_nome_e_sem_nome_sao_todos() {
        for (linha, esperados, tamanho) in [
            ("servicos", &Servico::TODOS[..], 0),
            ("servicos todos mqtt", &Servico::TODOS[..], 0),
            ("servicos amqp mqtt", &[Servico::Mqtt, Servico::Amqp], 0),
            (
                "servicos kafka -- cargo test -- --ignored",
                &[Servico::Kafka],
                4,
            ),
        ] {
            let Ok(Comando::Servicos { quais, comando }) = ler_texto(linha) else {
                panic!("{linha} devia ser entendido");
            };
            assert_eq!((&quais[..], comando.len()), (esperados, tamanho), "{linha}");
        }
    }

    #[test]
    fn o_que_segue_os_dois_tracos_vai_para_o_cargo_test() {
        let Ok(Comando::Repetir { vezes, argumentos }) =
            ler_texto("repetir 3 -- -p sockets --test chat")
        else {
            panic!("repetir aceita argumentos");
        };
        assert_eq!((vezes, argumentos.len()), (3, 4));
        assert_eq!(argumentos[0], "-p");
    }
}
