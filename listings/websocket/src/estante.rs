//! As salas que cabem. Só contam as que têm falas: as outras somem com o último que
//! sai. A primeira fala de uma sala a mais faz esquecer a que está sem ninguém e
//! calada há mais tempo: senão mil salas de uma fala só seriam as únicas para sempre.

use std::collections::HashMap;

use crate::registro::Registro;
use crate::sala::Sala;

/// As salas, pelo nome.
pub struct Estante {
    salas: HashMap<String, Lugar>,
    cabem: usize,
    /// Quantas falas já se guardaram, em todas elas: é o relógio daqui.
    falas: u64,
}

struct Lugar {
    sala: Sala,
    ultima_fala: u64,
}

impl Estante {
    pub fn nova(cabem: usize) -> Self {
        Self {
            salas: HashMap::new(),
            cabem,
            falas: 0,
        }
    }

    pub fn salas(&self) -> impl Iterator<Item = &Sala> {
        self.salas.values().map(|lugar| &lugar.sala)
    }

    pub fn sala(&self, nome: &str) -> Option<&Sala> {
        self.salas.get(nome).map(|lugar| &lugar.sala)
    }

    pub fn sala_mut(&mut self, nome: &str) -> Option<&mut Sala> {
        self.salas.get_mut(nome).map(|lugar| &mut lugar.sala)
    }

    /// A sala deste nome, nova se não há; nenhuma se não poderia falar.
    pub fn abrir(&mut self, nome: &str) -> Option<&mut Sala> {
        if !self.salas.contains_key(nome) {
            if !self.cabe(nome) {
                return None;
            }
            self.por(nome, fastrand::u64(..));
        }
        self.sala_mut(nome)
    }

    /// Se a sala já falou, ou há lugar, ou quem o dê, para a primeira fala dela.
    pub fn cabe(&self, nome: &str) -> bool {
        let falou = |sala: &Sala| !sala.calada();
        if self.salas.len() < self.cabem || self.sala(nome).is_some_and(falou) {
            return true;
        }
        let presas = self.salas().filter(|sala| falou(sala) && !sala.parada());
        presas.count() < self.cabem
    }

    /// Põe na sala uma fala gravada; a primeira faz as que não cabem darem lugar.
    pub fn guardar(&mut self, registro: Registro, historia: usize) {
        let nome = registro.sala.clone();
        let vazia = |sala: &Sala| sala.eventos().is_empty();
        let primeira = self.sala(&nome).is_none_or(vazia);
        self.carregar(registro, historia);
        if primeira {
            self.dar_lugar(&nome);
        }
    }

    /// Põe na sala uma fala lida do disco; a de outra vida é de uma sala nova. Ainda
    /// não há ninguém em sala alguma, e esquecer agora seria esquecer as de quem volta.
    pub fn carregar(&mut self, registro: Registro, historia: usize) {
        let (nome, vida) = (registro.sala.clone(), registro.vida);
        if self.sala(&nome).is_none_or(|sala| sala.vida() != vida) {
            self.por(&nome, vida);
        }
        self.falas += 1;
        if let Some(lugar) = self.salas.get_mut(&nome) {
            lugar.sala.guardar(registro, historia);
            lugar.ultima_fala = self.falas;
        }
    }

    /// Tira a sala em que não há ninguém nem nunca se disse nada.
    pub fn varrer(&mut self, nome: &str) {
        let nada = |sala: &Sala| sala.parada() && sala.eventos().is_empty();
        if self.sala(nome).is_some_and(nada) {
            self.salas.remove(nome);
        }
    }

    fn dar_lugar(&mut self, a: &str) {
        let com_falas = |lugar: &&Lugar| !lugar.sala.eventos().is_empty();
        let ha = self.salas.values().filter(com_falas).count();
        for _ in self.cabem..ha {
            let podem = self.salas.iter().filter(|(nome, lugar)| {
                *nome != a && com_falas(lugar) && lugar.sala.parada()
            });
            let calada = podem.min_by_key(|(_, lugar)| lugar.ultima_fala);
            let Some(calada) = calada.map(|(nome, _)| nome.clone()) else {
                return;
            };
            self.salas.remove(&calada);
        }
    }

    fn por(&mut self, nome: &str, vida: u64) {
        let (sala, ultima_fala) = (Sala::nova(vida), self.falas);
        let lugar = Lugar { sala, ultima_fala };
        self.salas.insert(nome.to_owned(), lugar);
    }
}
