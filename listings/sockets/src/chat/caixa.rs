//! A fila de um cliente entre duas threads: a que oferece e a que escreve.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::evento::Evento;
use super::fila::{Cheia, Fila};

/// Quanto um aviso de presença espera por outros. Escrever cada um de mil avisos
/// a mil clientes acordaria uma thread um milhão de vezes: mais de dez
/// segundos, onde basta meio. As tarefas do tokio, que custam
/// menos para acordar, dispensam a espera.
const COMPANHIA: Duration = Duration::from_millis(20);

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
        let antes = fila.tamanho();
        let resultado = fila.oferecer(evento);
        // Um aviso que se juntou a outro não é motivo para acordar ninguém.
        if fila.tamanho() > antes {
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

    /// Espera um evento; `None` quando a fila está fechada e vazia.
    pub fn retirar(&self) -> Option<Evento> {
        let mut fila = self.travar();
        loop {
            if fila.so_aviso() {
                let espera = self
                    .chegou
                    .wait_timeout_while(fila, COMPANHIA, |f| f.so_aviso());
                fila = espera.unwrap_or_else(PoisonError::into_inner).0;
            }
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

    fn mudar(&self, mudanca: impl FnOnce(&mut Fila)) {
        mudanca(&mut self.travar());
        self.chegou.notify_one();
        self.abriu.notify_all();
    }

    fn travar(&self) -> MutexGuard<'_, Fila> {
        self.fila.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
