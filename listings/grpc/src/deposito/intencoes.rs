//! As intenções já atendidas: o que faz da repetição uma pergunta, e não um efeito.

use std::collections::{HashMap, VecDeque};

use crate::contrato::{Item, PedidoSomar};

/// O que se lembra de um pedido.
pub enum Lembranca {
    Nenhuma,
    /// Já foi atendido; a resposta foi esta.
    Igual(Item),
    /// A intenção é conhecida, mas o pedido era outro: defeito de quem chama.
    Diferente,
}

/// Pedidos atendidos e suas respostas; lotada, esquece a mais antiga.
#[derive(Default)]
pub struct Intencoes {
    lembradas: HashMap<String, (PedidoSomar, Item)>,
    ordem: VecDeque<String>,
    limite: usize,
}

impl Intencoes {
    pub fn novas(limite: usize) -> Self {
        Self {
            limite,
            ..Self::default()
        }
    }

    pub fn procurar(&self, pedido: &PedidoSomar) -> Lembranca {
        match self.lembradas.get(&pedido.intencao) {
            None => Lembranca::Nenhuma,
            Some((visto, resposta)) if visto == pedido => {
                Lembranca::Igual(resposta.clone())
            }
            Some(_) => Lembranca::Diferente,
        }
    }

    /// Um pedido sem intenção não pede para ser lembrado.
    pub fn guardar(&mut self, pedido: &PedidoSomar, resposta: Item) {
        if pedido.intencao.is_empty() || self.limite == 0 {
            return;
        }
        if self.ordem.len() >= self.limite {
            let velha = self.ordem.pop_front();
            velha.and_then(|v| self.lembradas.remove(&v));
        }
        self.ordem.push_back(pedido.intencao.clone());
        let lembranca = (pedido.clone(), resposta);
        self.lembradas.insert(pedido.intencao.clone(), lembranca);
    }
}
