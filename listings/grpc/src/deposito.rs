//! O depósito: chaves, valores e o registro do que lhes aconteceu. Não sabe que
//! existe uma rede.

pub mod intencoes;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::contrato::{Evento, Item, PedidoSomar};
use intencoes::{Intencoes, Lembranca};

/// Quanto o depósito aceita lembrar.
#[derive(Clone, Copy, Debug)]
pub struct Limites {
    /// Chaves distintas. Quem pode criar sem teto pode tomar a memória toda.
    pub chaves: usize,
    /// Eventos no registro; os mais antigos são esquecidos.
    pub eventos: usize,
    /// Intenções lembradas. Com 1.000 somas por segundo e clientes que desistem
    /// em um minuto, são precisas 60.000.
    pub intencoes: usize,
}

impl Default for Limites {
    fn default() -> Self {
        Self {
            chaves: 100_000,
            eventos: 100_000,
            intencoes: 60_000,
        }
    }
}

/// Por que o depósito recusa um pedido.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Recusa {
    #[error("não há a chave {0:?}")]
    SemChave(String),
    #[error("o depósito está cheio: {0} chaves")]
    Cheio(usize),
    #[error("a intenção {0:?} já foi usada num pedido diferente")]
    IntencaoAlheia(String),
    #[error("o valor de {0:?} sairia dos 64 bits")]
    Transborda(String),
    #[error("a revisão {pedida} já foi esquecida; a mais antiga é {guardada}")]
    Esquecida { pedida: u64, guardada: u64 },
}

/// Chaves e valores, protegidos para muitas chamadas ao mesmo tempo.
pub struct Deposito {
    // A trava da biblioteca padrão: nada se espera com ela na mão.
    estado: Mutex<Estado>,
    revisao: watch::Sender<u64>,
    limites: Limites,
}

#[derive(Default)]
struct Estado {
    itens: BTreeMap<String, Item>,
    registro: VecDeque<Evento>,
    intencoes: Intencoes,
    revisao: u64,
}

impl Deposito {
    /// Um depósito vazio.
    pub fn novo(limites: Limites) -> Self {
        let estado = Estado {
            intencoes: Intencoes::novas(limites.intencoes),
            ..Estado::default()
        };
        Self {
            estado: Mutex::new(estado),
            revisao: watch::Sender::new(0),
            limites,
        }
    }

    /// # Errors
    /// [`Recusa::SemChave`].
    pub fn obter(&self, chave: &str) -> Result<Item, Recusa> {
        let item = self.travar().itens.get(chave).cloned();
        item.ok_or_else(|| Recusa::SemChave(chave.to_owned()))
    }

    /// # Errors
    /// [`Recusa::Cheio`].
    pub fn gravar(&self, chave: &str, valor: i64) -> Result<Item, Recusa> {
        let mut estado = self.travar();
        self.escrever(&mut estado, chave, valor)
    }

    // ANCHOR: somar
    /// Soma uma vez por intenção, por mais vezes que o pedido venha.
    ///
    /// # Errors
    /// [`Recusa::IntencaoAlheia`] se a mesma intenção veio com outro pedido;
    /// [`Recusa::Transborda`]; [`Recusa::Cheio`].
    pub fn somar(&self, pedido: &PedidoSomar) -> Result<Item, Recusa> {
        let mut estado = self.travar();
        match estado.intencoes.procurar(pedido) {
            Lembranca::Igual(resposta) => return Ok(resposta),
            Lembranca::Diferente => {
                return Err(Recusa::IntencaoAlheia(pedido.intencao.clone()));
            }
            Lembranca::Nenhuma => {}
        }
        let atual = estado.itens.get(&pedido.chave).map_or(0, |i| i.valor);
        let valor = atual
            .checked_add(pedido.parcela)
            .ok_or_else(|| Recusa::Transborda(pedido.chave.clone()))?;
        let item = self.escrever(&mut estado, &pedido.chave, valor)?;
        // Sob a mesma trava: não há instante com o efeito e sem a lembrança.
        estado.intencoes.guardar(pedido, item.clone());
        Ok(item)
    }
    // ANCHOR_END: somar

    /// Até `maximo` eventos das chaves com este prefixo a partir de uma revisão,
    /// e a revisão de onde continuar.
    ///
    /// # Errors
    /// [`Recusa::Esquecida`] se o registro já não vai tão longe.
    pub fn eventos(
        &self,
        prefixo: &str,
        desde: u64,
        maximo: usize,
    ) -> Result<(Vec<Evento>, u64), Recusa> {
        let estado = self.travar();
        let guardada = estado
            .registro
            .front()
            .map_or(estado.revisao + 1, |e| e.revisao);
        let desde = desde.max(1);
        if desde < guardada {
            return Err(Recusa::Esquecida {
                pedida: desde,
                guardada,
            });
        }
        // As revisões são seguidas: a posição sai de uma subtração.
        let inicio = usize::try_from(desde - guardada).unwrap_or(usize::MAX);
        let novos = estado.registro.iter().skip(inicio).take(maximo);
        let proxima = novos.clone().next_back().map_or(desde, |e| e.revisao + 1);
        let deste = novos.filter(|e| e.chave.starts_with(prefixo)).cloned();
        Ok((deste.collect(), proxima))
    }

    /// A última revisão, para quem espera a próxima.
    pub fn acompanhar(&self) -> watch::Receiver<u64> {
        self.revisao.subscribe()
    }

    fn escrever(
        &self,
        estado: &mut Estado,
        chave: &str,
        valor: i64,
    ) -> Result<Item, Recusa> {
        if !estado.itens.contains_key(chave) && estado.itens.len() >= self.limites.chaves
        {
            return Err(Recusa::Cheio(self.limites.chaves));
        }
        estado.revisao += 1;
        let (chave, revisao) = (chave.to_owned(), estado.revisao);
        let item = Item {
            chave: chave.clone(),
            valor,
            revisao,
        };
        estado.itens.insert(chave.clone(), item.clone());
        if estado.registro.len() >= self.limites.eventos {
            estado.registro.pop_front();
        }
        estado.registro.push_back(Evento {
            revisao,
            chave,
            valor,
        });
        self.revisao.send_replace(revisao);
        Ok(item)
    }

    fn travar(&self) -> MutexGuard<'_, Estado> {
        // Nenhuma operação entra em pânico no meio: o estado está inteiro.
        self.estado.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
