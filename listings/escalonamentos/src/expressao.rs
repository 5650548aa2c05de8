//! A aritmética das transações: `x * 2 + 10`, com inteiros.

use std::collections::BTreeMap;

use crate::cursor::{Cursor, Engano};

/// Mais parênteses do que isto, uns dentro dos outros, é engano de quem escreveu.
const MAIS_FUNDO: usize = 32;

/// Mais contas do que isto numa escrita também; cada uma é um andar da árvore que
/// `calcular` desce, e a pilha tem fim.
const MAIS_CONTAS: usize = 500;

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
    Leitura {
        cursor,
        fundo: 0,
        contas: 0,
    }
    .soma()
}

struct Leitura<'a, 't> {
    cursor: &'a mut Cursor<'t>,
    /// Quantos parênteses estão abertos.
    fundo: usize,
    contas: usize,
}

impl Leitura<'_, '_> {
    fn soma(&mut self) -> Result<Expressao, Engano> {
        let mut valor = self.produto()?;
        loop {
            self.cursor.saltar(false);
            let conta = if self.cursor.aceitar('+') {
                Conta::Soma
            } else if self.cursor.aceitar('-') {
                Conta::Subtracao
            } else {
                return Ok(valor);
            };
            self.contar()?;
            valor = juntar(valor, conta, self.produto()?);
        }
    }

    fn produto(&mut self) -> Result<Expressao, Engano> {
        let mut valor = self.termo()?;
        loop {
            self.cursor.saltar(false);
            if !self.cursor.aceitar('*') {
                return Ok(valor);
            }
            self.contar()?;
            valor = juntar(valor, Conta::Produto, self.termo()?);
        }
    }

    fn contar(&mut self) -> Result<(), Engano> {
        if self.contas == MAIS_CONTAS {
            let motivo = format!("há mais de {MAIS_CONTAS} contas nesta escrita");
            return Err(self.cursor.engano(motivo));
        }
        self.contas += 1;
        Ok(())
    }

    fn termo(&mut self) -> Result<Expressao, Engano> {
        self.cursor.saltar(false);
        match self.cursor.ver() {
            Some('(') if self.fundo == MAIS_FUNDO => {
                let motivo = format!("há mais de {MAIS_FUNDO} parênteses abertos");
                Err(self.cursor.engano(motivo))
            }
            Some('(') => {
                self.cursor.aceitar('(');
                self.fundo += 1;
                let dentro = self.soma()?;
                self.fundo -= 1;
                self.cursor.exigir(')')?;
                Ok(dentro)
            }
            Some(letra) if letra.is_alphabetic() => {
                self.cursor.item().map(Expressao::Item)
            }
            _ => self
                .cursor
                .numero("um número, um item ou “(”")
                .map(Expressao::Numero),
        }
    }
}

fn juntar(a: Expressao, conta: Conta, b: Expressao) -> Expressao {
    Expressao::Conta(Box::new(a), conta, Box::new(b))
}
