//! As transações com a sua aritmética e os valores iniciais, de um arquivo:
//!
//! ```text
//! x = 100
//! y = 100
//! T1: r(x) w(x = x - 30) w(y = x)
//! T2: r(x) w(x = x * 2)  w(y = x)
//! ```

use std::collections::BTreeMap;

use crate::acao::{Acao, Tipo, Transacao};
use crate::cursor::{Cursor, Engano};
use crate::expressao::{self, Expressao};
use crate::leitor::{self, Lido, MAIS_PASSOS};

/// Um passo de uma transação; o que se escreve é uma conta.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passo {
    Le(String),
    Escreve(String, Expressao),
}

#[derive(Debug, Default)]
pub struct Programas {
    pub inicial: BTreeMap<String, i64>,
    pub transacoes: BTreeMap<Transacao, Vec<Passo>>,
}

impl Programas {
    /// # Errors
    /// O primeiro engano do texto.
    pub fn ler(texto: &str) -> Result<Self, Engano> {
        let mut cursor = Cursor::novo(texto);
        let mut programas = Self::default();
        loop {
            cursor.saltar(true);
            if cursor.acabou() {
                return match programas.transacoes.is_empty() {
                    true => Err(cursor.engano("não há transações".to_owned())),
                    false => Ok(programas),
                };
            }
            programas.linha(&mut cursor)?;
            cursor.saltar(false);
            if !cursor.acabou() && !cursor.aceitar('\n') {
                return Err(cursor.esperava("o fim da linha"));
            }
        }
    }

    fn linha(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Engano> {
        let repetida = |o_que| cursor.engano(format!("{o_que} já apareceu acima"));
        let repetido = repetida("este item");
        let repetida = repetida("esta transação");
        if cursor.aceitar('T') {
            let transacao = leitor::transacao(cursor)?;
            cursor.exigir(':')?;
            let passos = self.passos(cursor)?;
            return match self.transacoes.insert(transacao, passos) {
                None => Ok(()),
                Some(_) => Err(repetida),
            };
        }
        let item = cursor.item()?;
        cursor.exigir('=')?;
        cursor.saltar(false);
        let menos = cursor.aceitar('-');
        let inicio = cursor.onde();
        // Em 128 bits: o menor inteiro de 64 não tem um oposto que caiba em 64.
        let valor: i128 = cursor.numero("o valor inicial")?;
        let valor = i64::try_from(if menos { -valor } else { valor });
        let valor = valor.map_err(|_| Engano {
            onde: inicio,
            motivo: "este número é grande demais para o valor inicial".to_owned(),
        })?;
        match self.inicial.insert(item, valor) {
            None => Ok(()),
            Some(_) => Err(repetido),
        }
    }

    fn passos(&self, cursor: &mut Cursor<'_>) -> Result<Vec<Passo>, Engano> {
        let mut passos = Vec::new();
        loop {
            cursor.saltar(false);
            if cursor.acabou() || cursor.ver() == Some('\n') {
                return match passos.is_empty() {
                    true => Err(cursor.esperava("r(item) ou w(item = conta)")),
                    false => Ok(passos),
                };
            }
            if passos.len() == MAIS_PASSOS {
                return Err(cursor.engano(format!("há mais de {MAIS_PASSOS} passos")));
            }
            let tipo = leitor::tipo(cursor)?;
            cursor.exigir('(')?;
            cursor.saltar(false);
            let desconhecido = cursor.onde();
            let item = cursor.item()?;
            if !self.inicial.contains_key(&item) {
                return Err(Engano {
                    onde: desconhecido,
                    motivo: format!("falta, acima, o valor inicial de {item}"),
                });
            }
            passos.push(match tipo {
                Tipo::Le => Passo::Le(item),
                Tipo::Escreve => {
                    cursor.exigir('=')?;
                    Passo::Escreve(item, expressao::ler(cursor)?)
                }
            });
            cursor.exigir(')')?;
        }
    }

    /// As ações de cada transação, sem a aritmética.
    pub fn acoes(&self) -> Vec<Vec<Acao>> {
        let de = |(&transacao, passos): (&Transacao, &Vec<Passo>)| {
            passos.iter().map(|p| p.acao(transacao)).collect()
        };
        self.transacoes.iter().map(de).collect()
    }

    /// Confere que o escalonamento intercala estas transações, todas e inteiras.
    ///
    /// # Errors
    /// O primeiro passo fora do lugar.
    pub fn conferir(&self, lido: &Lido) -> Result<(), Engano> {
        let programas = self.transacoes.keys().copied().zip(self.acoes());
        let mut restam: BTreeMap<_, _> =
            programas.map(|(t, acoes)| (t, acoes.into_iter())).collect();
        for (acao, &onde) in lido.acoes.iter().zip(&lido.onde) {
            let t = acao.transacao;
            let motivo = match restam.get_mut(&t).map(Iterator::next) {
                Some(Some(devia)) if devia == *acao => continue,
                Some(Some(devia)) => format!("aqui {t} faria {devia}, e não {acao}"),
                Some(None) => format!("{t} já terminou antes de {acao}"),
                None => format!("{t} não está entre as transações do arquivo"),
            };
            return Err(Engano { onde, motivo });
        }
        let falta = restam.values_mut().find_map(Iterator::next);
        match (falta, lido.onde.last()) {
            (Some(acao), Some(&onde)) => Err(Engano {
                onde,
                motivo: format!("o escalonamento acaba aqui, e falta {acao}"),
            }),
            _ => Ok(()),
        }
    }
}

impl Passo {
    fn acao(&self, transacao: Transacao) -> Acao {
        let (tipo, item) = match self {
            Self::Le(item) => (Tipo::Le, item.clone()),
            Self::Escreve(item, _) => (Tipo::Escreve, item.clone()),
        };
        Acao {
            transacao,
            tipo,
            item,
        }
    }
}
