//! As salas que cabem. Sem lugar para outra, a que está calada há mais tempo, e
//! sem ninguém, é esquecida: senão mil salas de uma fala só seriam as únicas para
//! sempre.

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

    /// A sala deste nome, nova se não há; nenhuma se todas as que cabem têm gente.
    pub fn abrir(&mut self, nome: &str) -> Option<&mut Sala> {
        if !self.salas.contains_key(nome) {
            self.por(nome, fastrand::u64(..))?;
        }
        self.sala_mut(nome)
    }

    /// Põe na sala uma fala gravada; a de outra vida é de uma sala nova.
    pub fn guardar(&mut self, registro: Registro, historia: usize) {
        let (nome, vida) = (registro.sala.clone(), registro.vida);
        if self.sala(&nome).is_none_or(|sala| sala.vida() != vida) {
            self.salas.remove(&nome);
            // Se as que cabem têm todas gente, esta já não é de ninguém.
            if self.por(&nome, vida).is_none() {
                return;
            }
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

    fn por(&mut self, nome: &str, vida: u64) -> Option<()> {
        if self.salas.len() >= self.cabem {
            let paradas = self.salas.iter().filter(|(_, lugar)| lugar.sala.parada());
            let calada = paradas.min_by_key(|(_, lugar)| lugar.ultima_fala);
            let calada = calada.map(|(nome, _)| nome.clone())?;
            self.salas.remove(&calada);
        }
        let (sala, ultima_fala) = (Sala::nova(vida), self.falas);
        self.salas
            .insert(nome.to_owned(), Lugar { sala, ultima_fala });
        Some(())
    }
}
