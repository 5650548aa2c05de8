//! Uma fala como se grava, e a ordem em que as de uma sala têm de estar.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::protocolo::{Evento, NUMEROS};

/// Uma fala como se grava: o evento, e de quem é.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registro {
    pub sala: String,
    /// Uma sala esquecida que renasce recomeça a contar, com outra vida.
    #[serde(default)]
    pub vida: u64,
    pub cliente: String,
    pub numero: u64,
    pub evento: Evento,
}

/// O último evento que se leu de cada sala.
#[derive(Default)]
pub(crate) struct Sequencia(HashMap<String, (u64, u64)>);

impl Sequencia {
    /// Se este registro pode vir depois dos outros: numa sala os números são
    /// seguidos, e quem a lê conta com isso. O primeiro é qualquer um: os que
    /// vinham antes podem já ter sido esquecidos. Da metade dos números em diante é
    /// estrago: as falas que viessem depois deste acabariam com eles.
    pub(crate) fn aceita(&mut self, registro: &Registro) -> bool {
        let (vida, n) = (registro.vida, registro.evento.n);
        let segue = match self.0.get(&registro.sala) {
            None => true,
            Some((mesma, ultimo)) if *mesma == vida => n == ultimo + 1,
            Some(_) => n == 1,
        };
        self.0.insert(registro.sala.clone(), (vida, n));
        segue && (1..=NUMEROS.end() / 2).contains(&n)
    }
}
