//! Passo 1: pergunta até que esteja pronto. Funciona, e gasta um núcleo inteiro
//! para esperar.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

// ANCHOR: conduzir
/// Conduz um futuro até o fim, perguntando sem parar.
pub fn conduzir<F: Future>(futuro: F) -> F::Output {
    let mut futuro = pin!(futuro);
    // Um despertador que não acorda ninguém: aqui ninguém dorme.
    let mut contexto = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(resultado) = futuro.as_mut().poll(&mut contexto) {
            return resultado;
        }
    }
}
// ANCHOR_END: conduzir
