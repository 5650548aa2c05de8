//! Quem está na sala e como todos ouvem.
//!
//! A sala não sabe se os clientes são threads ou tarefas: conhece só o
//! [`Destino`] de cada um. A trava é um `Mutex` comum também na versão
//! assíncrona: nada do que se faz com ela na mão espera por alguém.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::evento::{Evento, Motivo, Nome};
use super::fila::Cheia;

/// Por onde a sala alcança um cliente.
pub trait Destino {
    /// Entrega sem esperar.
    ///
    /// # Errors
    /// [`Cheia`] se o cliente não abriu lugar.
    fn oferecer(&self, evento: Evento) -> Result<(), Cheia>;

    /// Se o cliente está em dia com o que recebeu.
    fn em_dia(&self) -> bool;

    /// Corta já: o que esperava por ele se perde.
    fn cortar(&self);

    /// Entrega o que já esperava e mais este último; depois fecha.
    fn fechar(&self, ultimo: Option<Evento>);
}

/// A prova de que alguém entrou. O número distingue a ana que saiu da ana que
/// entrou depois com o mesmo nome.
#[derive(Debug, Clone)]
pub struct Ficha {
    nome: Nome,
    numero: u64,
}

/// A sala, com um destino por participante.
pub struct Sala<D> {
    estado: Mutex<Estado<D>>,
}

struct Estado<D> {
    participantes: HashMap<Nome, (u64, D)>,
    proximo: u64,
}

impl<D> Default for Sala<D> {
    fn default() -> Self {
        let participantes = HashMap::new();
        Self {
            estado: Mutex::new(Estado {
                participantes,
                proximo: 0,
            }),
        }
    }
}

impl<D: Destino> Sala<D> {
    /// Entra na sala e avisa a todos, inclusive quem entrou.
    ///
    /// # Errors
    /// [`Motivo::NomeEmUso`].
    pub fn entrar(&self, nome: Nome, destino: D) -> Result<Ficha, Motivo> {
        let mut estado = self.travar();
        if estado.participantes.contains_key(&nome) {
            return Err(Motivo::NomeEmUso(nome));
        }
        let numero = estado.proximo;
        estado.proximo += 1;
        estado.participantes.insert(nome.clone(), (numero, destino));
        let na_sala = estado.participantes.len();
        estado.difundir(Evento::Entrou {
            nome: nome.clone(),
            na_sala,
        });
        Ok(Ficha { nome, numero })
    }

    /// Diz a todos, inclusive a quem falou: é a sua confirmação.
    pub fn falar(&self, ficha: &Ficha, texto: &str) {
        let mut estado = self.travar();
        if estado.tem(ficha) {
            estado.difundir(Evento::fala(ficha.nome.clone(), texto));
        }
    }

    /// Se todos estão em dia, e quem fala pode seguir.
    pub fn em_dia(&self) -> bool {
        self.travar()
            .participantes
            .values()
            .all(|(_, destino)| destino.em_dia())
    }

    /// Sai da sala, com o motivo, e avisa aos que ficam. Devolve `false` se já
    /// não estava: a sala o cortou antes.
    pub fn sair(&self, ficha: &Ficha, motivo: Motivo) -> bool {
        let mut estado = self.travar();
        if !estado.tem(ficha) {
            return false;
        }
        if let Some((_, destino)) = estado.participantes.remove(&ficha.nome) {
            match motivo.clone() {
                Motivo::Fechou => destino.fechar(None),
                Motivo::NaoLe => destino.cortar(),
                outro => destino.fechar(Some(Evento::Desligado(outro))),
            }
        }
        let na_sala = estado.participantes.len();
        estado.difundir(Evento::Saiu {
            nome: ficha.nome.clone(),
            motivo,
            na_sala,
        });
        true
    }

    /// Despede-se de todos. O que já esperava por eles ainda será entregue.
    pub fn encerrar(&self) {
        for (_, (_, destino)) in self.travar().participantes.drain() {
            destino.fechar(Some(Evento::Encerrando));
        }
    }

    fn travar(&self) -> MutexGuard<'_, Estado<D>> {
        self.estado.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<D: Destino> Estado<D> {
    fn tem(&self, ficha: &Ficha) -> bool {
        let presente = self.participantes.get(&ficha.nome);
        presente.is_some_and(|(numero, _)| *numero == ficha.numero)
    }

    // ANCHOR: difundir
    /// Entrega a todos sob a mesma trava: todos veem a mesma ordem.
    ///
    /// Quem não tem lugar é cortado, e a saída dele é mais um evento a difundir,
    /// que por sua vez pode não caber na fila de outro.
    fn difundir(&mut self, evento: Evento) {
        let mut pendentes = VecDeque::from([evento]);
        while let Some(evento) = pendentes.pop_front() {
            // Oferecer, e não esperar: esperar por um cliente lento pararia todos.
            let cheios = self.participantes.extract_if(|_, (_, destino)| {
                destino.oferecer(evento.clone()) == Err(Cheia)
            });
            let cheios: Vec<_> = cheios.collect();
            let mut na_sala = self.participantes.len() + cheios.len();
            for (nome, (_, destino)) in cheios {
                destino.cortar();
                na_sala -= 1;
                pendentes.push_back(Evento::Saiu {
                    nome,
                    motivo: Motivo::NaoLe,
                    na_sala,
                });
            }
        }
    }
    // ANCHOR_END: difundir
}
