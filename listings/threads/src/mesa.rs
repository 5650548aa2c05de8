//! Uma mesa de garfos que percebe o impasse na hora em que ele se forma.
//!
//! Quem vai esperar um garfo segue a corrente: quem o tem? que garfo essa pessoa
//! espera? quem tem esse? Se a corrente volta a quem perguntou, esperar seria
//! para sempre. É o que um banco de dados faz com as suas travas.

use crate::sinc::{Condvar, Mutex, MutexGuard};

/// A espera em círculo que se formaria: cada um espera o garfo do seguinte, e o
/// último, o do primeiro.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("impasse: a espera daria a volta por {0:?}")]
pub struct Impasse(pub Vec<usize>);

impl Impasse {
    /// O mesmo círculo, contado a partir de quem tem o menor número.
    #[must_use]
    pub fn a_partir_do_menor(mut self) -> Self {
        let menor = (0..self.0.len()).min_by_key(|&i| self.0[i]);
        self.0.rotate_left(menor.unwrap_or(0));
        self
    }
}

pub struct Mesa {
    estado: Mutex<Estado>,
    soltou: Condvar,
}

struct Estado {
    /// De cada garfo, quem o tem.
    dono: Vec<Option<usize>>,
    /// De cada pessoa, o garfo que espera.
    espera: Vec<Option<usize>>,
}

/// Um garfo na mão. Volta à mesa ao sair de cena.
pub struct Garfo<'a> {
    mesa: &'a Mesa,
    qual: usize,
}

impl Mesa {
    pub fn nova(pessoas: usize, garfos: usize) -> Self {
        let (dono, espera) = (vec![None; garfos], vec![None; pessoas]);
        Self {
            estado: Mutex::new(Estado { dono, espera }),
            soltou: Condvar::new(),
        }
    }

    /// Pega o garfo, esperando por ele se outro o tiver.
    ///
    /// # Errors
    /// Se a espera fecharia um círculo.
    pub fn pegar(&self, quem: usize, qual: usize) -> Result<Garfo<'_>, Impasse> {
        let mut estado = self.trancar();
        while estado.dono[qual].is_some() {
            estado.espera[quem] = Some(qual);
            if let Some(circulo) = estado.circulo(quem) {
                estado.espera[quem] = None;
                return Err(Impasse(circulo));
            }
            estado = self.soltou.wait(estado).expect(SEM_PANICO);
            estado.espera[quem] = None;
        }
        estado.dono[qual] = Some(quem);
        Ok(Garfo { mesa: self, qual })
    }

    /// Pega o garfo se ele estiver na mesa.
    pub fn tentar(&self, quem: usize, qual: usize) -> Option<Garfo<'_>> {
        let mut estado = self.trancar();
        if estado.dono[qual].is_some() {
            return None;
        }
        estado.dono[qual] = Some(quem);
        Some(Garfo { mesa: self, qual })
    }

    /// Espera os dois e pega os dois de uma vez: ou ambos, ou nenhum.
    pub fn pegar_os_dois(&self, quem: usize, quais: [usize; 2]) -> [Garfo<'_>; 2] {
        let mut estado = self.trancar();
        while quais.iter().any(|&qual| estado.dono[qual].is_some()) {
            estado = self.soltou.wait(estado).expect(SEM_PANICO);
        }
        quais.map(|qual| {
            estado.dono[qual] = Some(quem);
            Garfo { mesa: self, qual }
        })
    }

    fn trancar(&self) -> MutexGuard<'_, Estado> {
        self.estado.lock().expect(SEM_PANICO)
    }
}

impl Estado {
    // ANCHOR: circulo
    /// Segue quem espera quem a partir de `quem`; se voltar a ele, é um círculo.
    fn circulo(&self, quem: usize) -> Option<Vec<usize>> {
        let mut corrente = vec![quem];
        loop {
            let garfo = self.espera[corrente[corrente.len() - 1]]?;
            match self.dono[garfo]? {
                dono if dono == quem => return Some(corrente),
                // Um círculo que não passa por nós já foi visto por quem o fechou.
                dono if corrente.contains(&dono) => return None,
                dono => corrente.push(dono),
            }
        }
    }
    // ANCHOR_END: circulo
}

impl Drop for Garfo<'_> {
    fn drop(&mut self) {
        self.mesa.trancar().dono[self.qual] = None;
        self.mesa.soltou.notify_all();
    }
}

const SEM_PANICO: &str = "ninguém entra em pânico com a mesa trancada";
