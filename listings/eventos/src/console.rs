//! A língua do programa `conta`: uma linha é um pedido.

mod resposta;

use std::str::FromStr;

use crate::comando::Comando;
use crate::evento::Fato;
use crate::nome::{Chave, Conta};

pub use resposta::responder;

/// O que se pede ao banco.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pedido {
    Fazer(Comando),
    Saldo { conta: Conta, ate: Option<u64> },
    Extrato { conta: Conta },
    Eventos,
    Instantaneo,
    Reconstruir,
}

/// O pedido não se entende.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeUso {
    #[error(
        "não conheço o pedido {0:?}; os que existem são: abrir, depositar, sacar, \
         transferir, saldo, extrato, eventos, instantaneo, reconstruir"
    )]
    Desconhecido(String),
    #[error("escreva assim: {0}")]
    Forma(&'static str),
    #[error("{0}")]
    Palavra(String),
    #[error("falta o pedido")]
    Vazio,
}

/// Os complementos, que vêm no fim: `chave=pix-17 versao=3 ate=2`.
#[derive(Default)]
struct Complementos {
    chave: Option<Chave>,
    versao: Option<u64>,
    ate: Option<u64>,
}

/// Entende um pedido já separado em palavras.
///
/// # Errors
/// O que está errado e como se escreve.
pub fn ler(palavras: &[&str]) -> Result<Pedido, ErroDeUso> {
    let mut posicionais = Vec::new();
    let mut extras = Complementos::default();
    for palavra in palavras {
        match palavra.split_once('=') {
            Some((nome, valor)) => complementar(&mut extras, nome, valor)?,
            None => posicionais.push(*palavra),
        }
    }
    let (nome, args) = posicionais.split_first().ok_or(ErroDeUso::Vazio)?;
    let pedido = entender(nome, args, &extras)?;
    let muda = matches!(pedido, Pedido::Fazer(_));
    if !muda && (extras.chave.is_some() || extras.versao.is_some()) {
        return Err(so_serve("chave= e versao= só servem a quem muda uma conta"));
    }
    if extras.ate.is_some() && !matches!(pedido, Pedido::Saldo { .. }) {
        return Err(so_serve("ate= só serve a saldo"));
    }
    Ok(pedido)
}

fn complementar(
    extras: &mut Complementos,
    nome: &str,
    valor: &str,
) -> Result<(), ErroDeUso> {
    match nome {
        "chave" => extras.chave = Some(palavra(valor)?),
        "versao" => extras.versao = Some(numero(valor)?),
        "ate" => extras.ate = Some(numero(valor)?),
        _ => {
            let motivo = format!("não conheço {nome}=; há chave=, versao= e ate=");
            return Err(ErroDeUso::Palavra(motivo));
        }
    }
    Ok(())
}

fn so_serve(motivo: &str) -> ErroDeUso {
    ErroDeUso::Palavra(motivo.to_owned())
}

fn palavra<T: FromStr<Err: ToString>>(texto: &str) -> Result<T, ErroDeUso> {
    texto
        .parse()
        .map_err(|erro: T::Err| ErroDeUso::Palavra(erro.to_string()))
}

fn numero(texto: &str) -> Result<u64, ErroDeUso> {
    let motivo = || ErroDeUso::Palavra(format!("{texto:?} não é um número de evento"));
    texto.parse().map_err(|_| motivo())
}

fn entender(
    nome: &str,
    args: &[&str],
    extras: &Complementos,
) -> Result<Pedido, ErroDeUso> {
    let quer = match (nome, args) {
        ("abrir", [conta]) => Fato::Aberta {
            conta: palavra(conta)?,
        },
        ("depositar", [conta, valor]) => Fato::Depositado {
            conta: palavra(conta)?,
            valor: palavra(valor)?,
        },
        ("sacar", [conta, valor]) => Fato::Sacado {
            conta: palavra(conta)?,
            valor: palavra(valor)?,
        },
        ("transferir", [de, para, valor]) => Fato::Transferido {
            de: palavra(de)?,
            para: palavra(para)?,
            valor: palavra(valor)?,
        },
        ("saldo", [conta]) => {
            return Ok(Pedido::Saldo {
                conta: palavra(conta)?,
                ate: extras.ate,
            });
        }
        ("extrato", [conta]) => {
            return Ok(Pedido::Extrato {
                conta: palavra(conta)?,
            });
        }
        ("eventos", []) => return Ok(Pedido::Eventos),
        ("instantaneo", []) => return Ok(Pedido::Instantaneo),
        ("reconstruir", []) => return Ok(Pedido::Reconstruir),
        _ => return Err(forma(nome)),
    };
    let (chave, se_versao) = (extras.chave.clone(), extras.versao);
    Ok(Pedido::Fazer(Comando {
        quer,
        chave,
        se_versao,
    }))
}

fn forma(nome: &str) -> ErroDeUso {
    ErroDeUso::Forma(match nome {
        "abrir" => "abrir CONTA",
        "depositar" => "depositar CONTA VALOR",
        "sacar" => "sacar CONTA VALOR",
        "transferir" => "transferir DE PARA VALOR",
        "saldo" => "saldo CONTA [ate=EVENTO]",
        "extrato" => "extrato CONTA",
        "eventos" | "instantaneo" | "reconstruir" => "só o nome do pedido, sem mais nada",
        _ => return ErroDeUso::Desconhecido(nome.chars().take(40).collect()),
    })
}
