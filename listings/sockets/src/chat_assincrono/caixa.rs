//! A fila de um cliente entre duas tarefas: a que oferece e a que escreve.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::chat::evento::Evento;
use crate::chat::fila::{Cheia, Fila};

/// Uma [`Fila`] com espera assíncrona. O `Mutex` é o da biblioteca padrão: a
/// trava dura algumas instruções e nunca atravessa um `.await`.
#[derive(Default)]
pub struct Caixa {
    fila: Mutex<Fila>,
    chegou: Notify,
    abriu: Notify,
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
    pub async fn retirar(&self) -> Option<Evento> {
        loop {
            {
                let mut fila = self.travar();
                if let Some(evento) = fila.retirar() {
                    self.abriu.notify_one();
                    return Some(evento);
                }
                if fila.fechada() {
                    return None;
                }
            }
            // Se o aviso veio entre soltar a trava e esperar, `notify_one` o
            // guardou: só uma tarefa espera, e nenhum aviso se perde.
            self.chegou.notified().await;
        }
    }

    /// Espera até que o dono possa falar (ou até a fila fechar).
    pub async fn esperar_folga(&self) {
        while !self.travar().com_folga() {
            self.abriu.notified().await;
        }
    }

    fn mudar(&self, mudanca: impl FnOnce(&mut Fila)) {
        mudanca(&mut self.travar());
        self.chegou.notify_one();
        self.abriu.notify_one();
    }

    fn travar(&self) -> MutexGuard<'_, Fila> {
        self.fila.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
