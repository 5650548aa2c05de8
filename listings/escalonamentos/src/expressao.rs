//! A aritmética das transações: `x * 2 + 10`, com inteiros.

use std::collections::BTreeMap;

use crate::cursor::{Cursor, Engano};

/// Mais parênteses do que isto, uns dentro dos outros, é engano de quem escreveu.
const MAIS_FUNDO: usize = 32;

/// O que se calcula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expressao {
    Numero(i64),
    /// O valor que a transação leu ou escreveu por último no item.
    Item(String),
    Conta(Box<Expressao>, Conta, Box<Expressao>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conta {
    Soma,
    Subtracao,
    Produto,
}

/// Por que não deu para calcular.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Falha {
    #[error("usa {0}, que a transação não leu nem escreveu antes")]
    NaoLido(String),
    #[error("a conta não cabe em 64 bits")]
    Estouro,
}

impl Expressao {
    /// Calcula com o que a transação conhece.
    ///
    /// # Errors
    /// Se usa um item desconhecido ou se o resultado não cabe.
    pub fn calcular(&self, conhecidos: &BTreeMap<String, i64>) -> Result<i64, Falha> {
        match self {
            Self::Numero(numero) => Ok(*numero),
            Self::Item(item) => {
                let valor = conhecidos.get(item).copied();
                valor.ok_or_else(|| Falha::NaoLido(item.clone()))
            }
            Self::Conta(a, conta, b) => {
                let (a, b) = (a.calcular(conhecidos)?, b.calcular(conhecidos)?);
                let resultado = match conta {
                    Conta::Soma => a.checked_add(b),
                    Conta::Subtracao => a.checked_sub(b),
                    Conta::Produto => a.checked_mul(b),
                };
                resultado.ok_or(Falha::Estouro)
            }
        }
    }
}

/// Lê uma conta. O produto prende mais que a soma; parênteses mudam isso.
///
/// # Errors
/// O primeiro engano do texto.
pub fn ler(cursor: &mut Cursor<'_>) -> Result<Expressao, Engano> {
    soma(cursor, 0)
}

fn soma(cursor: &mut Cursor<'_>, fundo: usize) -> Result<Expressao, Engano> {
    let mut valor = produto(cursor, fundo)?;
    loop {
        cursor.saltar(false);
        let conta = if cursor.aceitar('+') {
            Conta::Soma
        } else if cursor.aceitar('-') {
            Conta::Subtracao
        } else {
            return Ok(valor);
        };
        valor = juntar(valor, conta, produto(cursor, fundo)?);
    }
}

fn produto(cursor: &mut Cursor<'_>, fundo: usize) -> Result<Expressao, Engano> {
    let mut valor = termo(cursor, fundo)?;
    loop {
        cursor.saltar(false);
        if !cursor.aceitar('*') {
            return Ok(valor);
        }
        valor = juntar(valor, Conta::Produto, termo(cursor, fundo)?);
    }
}

fn juntar(a: Expressao, conta: Conta, b: Expressao) -> Expressao {
    Expressao::Conta(Box::new(a), conta, Box::new(b))
}

fn termo(cursor: &mut Cursor<'_>, fundo: usize) -> Result<Expressao, Engano> {
    cursor.saltar(false);
    match cursor.ver() {
        Some('(') if fundo == MAIS_FUNDO => {
            Err(cursor.engano(format!("há mais de {MAIS_FUNDO} parênteses abertos")))
        }
        Some('(') => {
            cursor.aceitar('(');
            let dentro = soma(cursor, fundo + 1)?;
            cursor.exigir(')')?;
            Ok(dentro)
        }
        Some(letra) if letra.is_alphabetic() => cursor.item().map(Expressao::Item),
        _ => cursor
            .numero("um número, um item ou “(”")
            .map(Expressao::Numero),
    }
}
