//! Executar um escalonamento, passo a passo, sobre um banco de alguns itens.

use std::collections::BTreeMap;

use crate::acao::{Acao, Transacao};
use crate::expressao::Falha;
use crate::programas::{Passo, Programas};

/// O valor de cada item.
pub type Banco = BTreeMap<String, i64>;

/// Um passo executado: o que se leu ou escreveu, e como o banco ficou.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Executado {
    pub acao: Acao,
    pub valor: i64,
    pub banco: Banco,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("passo {passo}, {acao}: {falha}")]
pub struct Parada {
    pub passo: usize,
    pub acao: Acao,
    pub falha: Falha,
}

/// Executa um escalonamento que intercala os programas (veja
/// [`Programas::conferir`]). Cada transação tem a sua memória: o que leu fica
/// nela, mesmo que outra mude o item depois.
///
/// # Errors
/// A primeira conta que não se pode fazer.
pub fn executar(programas: &Programas, acoes: &[Acao]) -> Result<Vec<Executado>, Parada> {
    let mut banco = programas.inicial.clone();
    let mut memorias: BTreeMap<Transacao, Banco> = BTreeMap::new();
    let mut feitos: BTreeMap<Transacao, usize> = BTreeMap::new();
    let mut executados = Vec::new();
    for (i, acao) in acoes.iter().enumerate() {
        let memoria = memorias.entry(acao.transacao).or_default();
        let feito = feitos.entry(acao.transacao).or_default();
        let passo = &programas.transacoes[&acao.transacao][*feito];
        *feito += 1;
        let valor = match passo {
            Passo::Le(item) => Ok(banco[item]),
            Passo::Escreve(_, conta) => conta.calcular(memoria),
        };
        let valor = valor.map_err(|falha| Parada {
            passo: i + 1,
            acao: acao.clone(),
            falha,
        })?;
        memoria.insert(acao.item.clone(), valor);
        // Ler devolve ao banco o mesmo valor: só a escrita muda algo.
        banco.insert(acao.item.clone(), valor);
        executados.push(Executado {
            acao: acao.clone(),
            valor,
            banco: banco.clone(),
        });
    }
    Ok(executados)
}

/// Como o banco termina.
///
/// # Errors
/// Os de [`executar`].
pub fn estado_final(programas: &Programas, acoes: &[Acao]) -> Result<Banco, Parada> {
    let ultimo = executar(programas, acoes)?.pop();
    Ok(ultimo.map_or_else(|| programas.inicial.clone(), |passo| passo.banco))
}
