//! A fila de um cliente entre duas threads: a que oferece e a que escreve.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::evento::Evento;
use super::fila::{Cheia, Fila};

/// Uma [`Fila`] com espera.
#[derive(Default)]
pub struct Caixa {
    fila: Mutex<Fila>,
    chegou: Condvar,
    abriu: Condvar,
}

impl Caixa {
    /// Põe um evento na fila, sem esperar.
    ///
    /// # Errors
    /// [`Cheia`].
    pub fn oferecer(&self, evento: Evento) -> Result<(), Cheia> {
        let mut fila = self.travar();
        let dormia = fila.vazia();
        let resultado = fila.oferecer(evento);
        drop(fila);
        // Com algo na fila, a escritora já está acordada: em mil entradas
        // juntas, isto poupa centenas de milhares de avisos.
        if dormia {
            self.chegou.notify_one();
        }
        resultado
    }

    /// Se o dono está em dia.
    pub fn em_dia(&self) -> bool {
        self.travar().com_folga()
    }

    /// Fecha; o que está na fila ainda pode ser retirado.
    pub fn fechar(&self, ultimo: Option<Evento>) {
        self.mudar(|fila| fila.fechar(ultimo));
    }

    /// Fecha e joga fora o que estava na fila.
    pub fn abandonar(&self) {
        self.mudar(Fila::abandonar);
    }

    // ANCHOR: retirar
    /// Espera um evento; `None` quando a fila está fechada e vazia.
    pub fn retirar(&self) -> Option<Evento> {
        let mut fila = self.travar();
        loop {
            if let Some(evento) = fila.retirar() {
                self.abriu.notify_all();
                return Some(evento);
            }
            if fila.fechada() {
                return None;
            }
            fila = self
                .chegou
                .wait(fila)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Espera até que o dono possa falar (ou até a fila fechar).
    ///
    /// Não precisa de prazo: ou a escritora anda, ou o prazo dela vence e fecha
    /// a fila.
    pub fn esperar_folga(&self) {
        let espera = self
            .abriu
            .wait_while(self.travar(), |fila| !fila.com_folga());
        drop(espera.unwrap_or_else(PoisonError::into_inner));
    }
    // ANCHOR_END: retirar

    fn mudar(&self, mudanca: impl FnOnce(&mut Fila)) {
        mudanca(&mut self.travar());
        self.chegou.notify_one();
        self.abriu.notify_all();
    }

    fn travar(&self) -> MutexGuard<'_, Fila> {
        self.fila.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
