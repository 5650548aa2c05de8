//! Se uma conexão está em uso: é o que decide até quando ela pode ficar aberta.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// As chamadas em curso numa conexão e, se não há nenhuma, até quando esperar por uma.
#[derive(Clone)]
pub struct Uso(Arc<Mutex<Estado>>);

struct Estado {
    em_curso: usize,
    vence: Instant,
    ociosa: Duration,
}

impl Uso {
    /// De uma conexão que acaba de chegar: a primeira chamada tem de começar em
    /// `abertura`; depois da última, a seguinte, em `ociosa`.
    pub fn novo(abertura: Duration, ociosa: Duration) -> Self {
        Self(Arc::new(Mutex::new(Estado {
            em_curso: 0,
            vence: Instant::now() + abertura,
            ociosa,
        })))
    }

    /// Quando olhar de novo, ou `None` se já passou da hora e ninguém chamou.
    pub fn ate_quando(&self) -> Option<Instant> {
        let (estado, agora) = (self.travar(), Instant::now());
        if estado.em_curso > 0 {
            return Some(agora + estado.ociosa);
        }
        (estado.vence > agora).then_some(estado.vence)
    }

    pub(super) fn comecar(&self) -> EmUso {
        self.travar().em_curso += 1;
        EmUso(self.clone())
    }

    fn travar(&self) -> MutexGuard<'_, Estado> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Uma chamada desta conexão; acabe como acabar, desconta.
pub(super) struct EmUso(Uso);

impl Drop for EmUso {
    fn drop(&mut self) {
        let mut estado = self.0.travar();
        estado.em_curso -= 1;
        estado.vence = Instant::now() + estado.ociosa;
    }
}
