//! Os erros de argumento do clap, ditos em português pelo tipo de cada um.

use std::error::Error as Causa;
use std::net::AddrParseError;
use std::num::IntErrorKind::PosOverflow;
use std::num::{ParseFloatError, ParseIntError};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, Command, Error};

use crate::valores;

/// O que está errado nos argumentos, em poucas palavras.
pub fn explicar(erro: &Error) -> String {
    let arg = contexto(erro, ContextKind::InvalidArg);
    let valor = contexto(erro, ContextKind::InvalidValue);
    match erro.kind() {
        ErrorKind::UnknownArgument => match contexto(erro, ContextKind::SuggestedArg) {
            sugestao if sugestao.is_empty() => format!("não conheço o argumento {arg}"),
            sugestao => format!("não conheço o argumento {arg}; seria {sugestao}?"),
        },
        ErrorKind::MissingRequiredArgument => format!("falta {arg}"),
        ErrorKind::InvalidValue if valor.is_empty() => format!("falta o valor de {arg}"),
        ErrorKind::InvalidValue => {
            let aceitos = contexto(erro, ContextKind::ValidValue);
            format!("{arg} não aceita {valor:?}; os valores são: {aceitos}")
        }
        ErrorKind::ValueValidation => {
            let motivo = Causa::source(erro).map(nao_serve);
            format!("{arg} não aceita {valor:?}: {}", motivo.unwrap_or_default())
        }
        ErrorKind::ArgumentConflict => match contexto(erro, ContextKind::PriorArg) {
            outro if outro.is_empty() || outro == arg => {
                format!("{arg} apareceu mais de uma vez")
            }
            outro => format!("{arg} não se usa com {outro}"),
        },
        ErrorKind::InvalidUtf8 => "um argumento não é texto UTF-8".to_owned(),
        _ => "não entendi os argumentos".to_owned(),
    }
}

/// O que há de errado num `HOST:PORTA`, ou numa lista deles, separados por vírgula.
///
/// Confere-se aqui, pelo nome do valor, para que nenhum programa precise lembrar-se: um
/// endereço malformado é engano de quem digitou, seja qual for a opção. Quem aceita
/// um só, e não uma lista, diz isso com `value_parser = endereco`.
pub fn engano_de_endereco(comando: &Command, lidos: &ArgMatches) -> Option<String> {
    let pede_endereco = |arg: &&Arg| {
        let nomes = arg.get_value_names().unwrap_or_default();
        nomes.iter().any(|nome| nome == "HOST:PORTA")
    };
    let enganos = comando
        .get_arguments()
        .filter(pede_endereco)
        .flat_map(|arg| {
            let dados = lidos.get_raw(arg.get_id().as_str()).into_iter().flatten();
            dados.filter_map(move |dado| {
                let dado = dado.to_string_lossy();
                if dado.split(',').all(valores::tem_maquina_e_porta) {
                    return None;
                }
                // O exemplo é o endereço de costume deste programa, se ele tem um.
                let padrao = arg.get_default_values().first();
                let padrao =
                    padrao.map_or("127.0.0.1:25000".into(), |p| p.to_string_lossy());
                let motivo = valores::escreva_endereco(&padrao);
                Some(format!("{arg} não aceita {dado:?}: {motivo}"))
            })
        });
    enganos.into_iter().next()
}

fn contexto(erro: &Error, tipo: ContextKind) -> String {
    match erro.get(tipo) {
        Some(ContextValue::String(texto)) => texto.clone(),
        Some(ContextValue::Strings(textos)) => textos.join(", "),
        _ => String::new(),
    }
}

/// Por que um valor não serve: o que não é nosso vem em inglês.
fn nao_serve(causa: &(dyn Causa + 'static)) -> String {
    let inteiro = causa.downcast_ref().map(ParseIntError::kind);
    // As faixas do clap: «0 is not in 1..=65535».
    let dito = match causa {
        _ if inteiro == Some(&PosOverflow) => "o número é grande demais".to_owned(),
        _ if inteiro.is_some() => "escreva um número inteiro".to_owned(),
        c if c.is::<ParseFloatError>() => "escreva um número, como 0.5".to_owned(),
        c if c.is::<AddrParseError>() => "escreva um endereço, como 127.0.0.1".to_owned(),
        c => c.to_string(),
    };
    let faixa = dito.split_once(" is not in ").map(|(_, faixa)| faixa);
    match faixa.and_then(|faixa| faixa.split_once("..=")) {
        Some((menor, maior)) => format!("escreva um número inteiro de {menor} a {maior}"),
        None => dito,
    }
}

#[cfg(test)]
mod testes {
    use std::net::IpAddr;

    use clap::{Args, CommandFactory, Parser, value_parser};

    use super::*;

    #[derive(Debug, Parser)]
    #[command(name = "programa")]
    struct Argumentos {
        #[arg(long)]
        semente: Option<u64>,
        #[arg(long, allow_hyphen_values = true)]
        grau: Option<i8>,
        #[arg(long)]
        chance: Option<f64>,
        #[arg(long)]
        ip: Option<IpAddr>,
        #[arg(long, value_parser = value_parser!(u16).range(1..))]
        lote: Option<u16>,
        #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:1")]
        endereco: String,
        #[command(flatten)]
        um_ou_outro: UmOuOutro,
    }

    #[derive(Debug, Args)]
    #[group(multiple = false)]
    struct UmOuOutro {
        #[arg(long)]
        claro: bool,
        #[arg(long)]
        escuro: bool,
    }

    fn recusa(argumentos: &[&str]) -> String {
        let comando = Argumentos::command();
        let todos = ["programa"].iter().chain(argumentos);
        explicar(
            &comando
                .try_get_matches_from(todos)
                .expect_err("é um engano"),
        )
    }

    #[test]
    fn numero_e_endereco_errados_sao_ditos_em_portugues() {
        for (opcao, valor, motivo) in [
            ("semente", "x", "escreva um número inteiro"),
            ("semente", "", "escreva um número inteiro"),
            (
                "semente",
                "18446744073709551616",
                "o número é grande demais",
            ),
            ("grau", "-129", "escreva um número inteiro de -128 a 127"),
            ("chance", "meia", "escreva um número, como 0.5"),
            ("ip", "1.2.3", "escreva um endereço, como 127.0.0.1"),
            ("lote", "0", "escreva um número inteiro de 1 a 65535"),
            ("lote", "65536", "escreva um número inteiro de 1 a 65535"),
        ] {
            let dito = recusa(&[&format!("--{opcao}={valor}")]);
            assert!(
                dito.contains(&format!(" não aceita {valor:?}: {motivo}")),
                "{dito}"
            );
        }
    }

    #[test]
    fn todo_host_porta_e_conferido_sem_que_o_programa_se_lembre() {
        let engano = |dado: &[&str]| {
            let mut comando = Argumentos::command();
            let todos = ["programa"].iter().chain(dado);
            let lidos = comando.try_get_matches_from_mut(todos).expect("são textos");
            engano_de_endereco(&comando, &lidos)
        };
        for certo in [&[][..], &["--endereco=[::1]:0"], &["--endereco=a:1,b:2"]] {
            assert_eq!(engano(certo), None, "{certo:?}");
        }
        for errado in ["", "x", "127.0.0.1", "127.0.0.1:99999", "a:1,b"] {
            let dito = engano(&[&format!("--endereco={errado}")]).expect(errado);
            let comeco = format!("--endereco <HOST:PORTA> não aceita {errado:?}: não é");
            assert!(dito.starts_with(&comeco), "{dito}");
            assert!(dito.ends_with("como 127.0.0.1:1"), "{dito}");
        }
    }

    #[test]
    fn duas_opcoes_que_se_excluem_nao_sao_uma_repetida() {
        assert_eq!(
            recusa(&["--claro", "--escuro"]),
            "--claro não se usa com --escuro"
        );
        assert_eq!(
            recusa(&["--claro", "--claro"]),
            "--claro apareceu mais de uma vez"
        );
    }
}
