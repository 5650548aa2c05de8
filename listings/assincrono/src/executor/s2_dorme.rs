//! Passo 2: dorme até que o despertador toque.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

// ANCHOR: conduzir
/// Acorda a thread que conduz.
struct Despertador {
    tocou: AtomicBool,
    quem: Thread,
}

impl Wake for Despertador {
    fn wake(self: Arc<Self>) {
        self.tocou.store(true, Ordering::Release);
        self.quem.unpark();
    }
}

/// Conduz um futuro até o fim; entre uma pergunta e outra, dorme.
pub fn conduzir<F: Future>(futuro: F) -> F::Output {
    let (tocou, quem) = (AtomicBool::new(false), thread::current());
    let despertador = Arc::new(Despertador { tocou, quem });
    let waker = Waker::from(Arc::clone(&despertador));
    let mut futuro = pin!(futuro);
    loop {
        let contexto = &mut Context::from_waker(&waker);
        if let Poll::Ready(resultado) = futuro.as_mut().poll(contexto) {
            return resultado;
        }
        // `park` pode voltar sem motivo: só a marca diz que o despertador tocou.
        while !despertador.tocou.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}
// ANCHOR_END: conduzir
