//! O que está marcado para acontecer, e quando.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::time::Duration;

use crate::modelo::estado::Envelope;
use crate::modelo::jogada::Jogada;

/// Uma coisa marcada.
pub enum Marcada<M, T> {
    Jogada(Jogada<M, T>),
    /// Um prazo, e de que vez foi marcado: marcar de novo anula a anterior.
    Prazo {
        no: usize,
        prazo: T,
        vez: u64,
    },
}

/// As coisas marcadas, na ordem da hora; na mesma hora, na de marcar.
pub struct Agenda<M, T> {
    marcadas: BTreeMap<(Duration, u64), Marcada<M, T>>,
    vezes: HashMap<(usize, T), u64>,
    /// A última entrega marcada em cada canal.
    canais: HashMap<(usize, usize), Duration>,
    adiadas: Vec<Envelope<M>>,
    contador: u64,
}

impl<M, T: Clone + Eq + Hash> Agenda<M, T> {
    pub fn nova() -> Self {
        Self {
            marcadas: BTreeMap::new(),
            vezes: HashMap::new(),
            canais: HashMap::new(),
            adiadas: Vec::new(),
            contador: 0,
        }
    }

    pub fn marcar(&mut self, hora: Duration, marcada: Marcada<M, T>) {
        self.contador += 1;
        self.marcadas.insert((hora, self.contador), marcada);
    }

    pub fn proxima(&mut self) -> Option<(Duration, Marcada<M, T>)> {
        let ((hora, _), marcada) = self.marcadas.pop_first()?;
        Some((hora, marcada))
    }

    pub fn marcar_prazo(&mut self, hora: Duration, no: usize, prazo: T) {
        let vez = self.nova_vez(no, prazo.clone());
        self.marcar(hora, Marcada::Prazo { no, prazo, vez });
    }

    pub fn desmarcar(&mut self, no: usize, prazo: &T) {
        self.nova_vez(no, prazo.clone());
    }

    /// De que vez o prazo está marcado agora.
    pub fn vez(&self, no: usize, prazo: &T) -> u64 {
        let vez = self.vezes.get(&(no, prazo.clone()));
        vez.copied().unwrap_or_default()
    }

    fn nova_vez(&mut self, no: usize, prazo: T) -> u64 {
        self.contador += 1;
        self.vezes.insert((no, prazo), self.contador);
        self.contador
    }

    /// O nó caiu: os prazos dele já não vencem.
    pub fn esquecer(&mut self, no: usize) {
        self.contador += 1;
        for ((de_quem, _), vez) in &mut self.vezes {
            if *de_quem == no {
                *vez = self.contador;
            }
        }
    }

    /// A hora de uma entrega que não passa à frente das anteriores do canal.
    pub fn em_ordem(&mut self, de: usize, para: usize, hora: Duration) -> Duration {
        let ultima = self.canais.entry((de, para)).or_default();
        *ultima = hora.max(*ultima);
        *ultima
    }

    /// O destino está caído: a mensagem espera.
    pub fn adiar(&mut self, envelope: Envelope<M>) {
        self.adiadas.push(envelope);
    }

    /// As que esperavam por este nó.
    pub fn adiadas(&mut self, no: usize) -> Vec<Envelope<M>> {
        let deste = |e: &mut Envelope<M>| e.para == no;
        self.adiadas.extract_if(.., deste).collect()
    }
}
