//! O vocabulário: transação, item, ação e escalonamento.

use std::fmt;

/// O número de uma transação: o 1 de `r1(x)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Transacao(pub u8);

impl fmt::Display for Transacao {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{}", self.0)
    }
}

/// O que se faz com um item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tipo {
    Le,
    Escreve,
}

/// Um passo de uma transação: ler ou escrever um item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Acao {
    pub transacao: Transacao,
    pub tipo: Tipo,
    pub item: String,
}

impl fmt::Display for Acao {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letra = match self.tipo {
            Tipo::Le => 'r',
            Tipo::Escreve => 'w',
        };
        write!(f, "{letra}{}({})", self.transacao.0, self.item)
    }
}

impl Acao {
    // ANCHOR: conflito
    /// Duas ações conflitam se trocar a ordem delas pode mudar o resultado:
    /// são de transações diferentes, no mesmo item, e ao menos uma escreve.
    pub fn conflita(&self, outra: &Self) -> bool {
        self.transacao != outra.transacao
            && self.item == outra.item
            && (self.tipo == Tipo::Escreve || outra.tipo == Tipo::Escreve)
    }
    // ANCHOR_END: conflito
}

/// Ações de várias transações, na ordem em que acontecem.
pub type Escalonamento = Vec<Acao>;

/// As transações de um escalonamento, em ordem de número.
pub fn transacoes(acoes: &[Acao]) -> Vec<Transacao> {
    let mut todas: Vec<_> = acoes.iter().map(|acao| acao.transacao).collect();
    todas.sort_unstable();
    todas.dedup();
    todas
}

/// O escalonamento serial: as mesmas ações, uma transação inteira de cada vez.
pub fn serial(acoes: &[Acao], ordem: &[Transacao]) -> Escalonamento {
    let de = |t| acoes.iter().filter(move |acao| acao.transacao == t);
    ordem.iter().flat_map(|&t| de(t)).cloned().collect()
}
