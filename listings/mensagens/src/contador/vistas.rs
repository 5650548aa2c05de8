//! Os pedidos já executados, com a resposta de cada um e um limite.

use std::collections::{HashMap, VecDeque};

use crate::mensagem::{Id, No};

/// A chave de idempotência: quem pediu e qual dos seus pedidos.
pub type Chave = (No, Id);

/// A tabela guarda as últimas; a mais antiga sai quando falta lugar.
#[derive(Debug, Clone)]
pub struct Vistas {
    limite: usize,
    respostas: HashMap<Chave, u64>,
    ordem: VecDeque<Chave>,
}

impl Vistas {
    pub fn com_limite(limite: usize) -> Self {
        Self {
            limite,
            respostas: HashMap::new(),
            ordem: VecDeque::new(),
        }
    }

    pub fn resposta(&self, chave: &Chave) -> Option<u64> {
        self.respostas.get(chave).copied()
    }

    // ANCHOR: guardar
    /// Esquecer é inevitável: um pedido que volte depois de `limite` outros
    /// será executado de novo. O limite é quantos pedidos chegam no tempo de
    /// vida da cópia mais atrasada.
    pub fn guardar(&mut self, chave: Chave, resposta: u64) {
        if self.ordem.len() >= self.limite
            && let Some(antiga) = self.ordem.pop_front()
        {
            self.respostas.remove(&antiga);
        }
        self.ordem.push_back(chave.clone());
        self.respostas.insert(chave, resposta);
    }
    // ANCHOR_END: guardar

    pub fn quantas(&self) -> usize {
        self.ordem.len()
    }
}
