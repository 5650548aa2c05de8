//! A mesma função duas vezes: como máquina de estados escrita à mão e como
//! `async fn`, que o compilador transforma em uma.

use std::mem;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use crate::caixa::Caixa;

pub type Correio = Arc<Caixa<String>>;

// ANCHOR: funcao
/// Espera um nome, depois uma cidade.
pub async fn apresentar(correio: Correio) -> String {
    let nome = correio.tirar().await;
    let cidade = correio.tirar().await;
    format!("{nome}, de {cidade}")
}
// ANCHOR_END: funcao

// ANCHOR: estados
/// A mesma função: um caso por lugar onde ela pode estar parada, e em cada caso
/// as variáveis que ainda vão ser usadas.
pub enum Apresentar {
    EsperaNome { correio: Correio },
    EsperaCidade { correio: Correio, nome: String },
    Terminada,
}
// ANCHOR_END: estados

// ANCHOR: poll
impl Future for Apresentar {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, contexto: &mut Context<'_>) -> Poll<String> {
        loop {
            // Tira o estado do lugar, para mover o que está dentro dele.
            match mem::replace(&mut *self, Self::Terminada) {
                Self::EsperaNome { correio } => match correio.poll_tirar(contexto) {
                    Poll::Ready(nome) => *self = Self::EsperaCidade { correio, nome },
                    Poll::Pending => {
                        *self = Self::EsperaNome { correio };
                        return Poll::Pending;
                    }
                },
                Self::EsperaCidade { correio, nome } => {
                    match correio.poll_tirar(contexto) {
                        Poll::Ready(cidade) => {
                            return Poll::Ready(format!("{nome}, de {cidade}"));
                        }
                        Poll::Pending => {
                            *self = Self::EsperaCidade { correio, nome };
                            return Poll::Pending;
                        }
                    }
                }
                Self::Terminada => panic!("perguntaram de novo a quem já terminou"),
            }
        }
    }
}
// ANCHOR_END: poll

/// O que se faz com um futuro, de fora.
#[derive(Debug, Clone)]
pub enum Passo {
    Perguntar,
    Chega(String),
}

/// Conta quantas vezes alguém quis acordar a tarefa.
#[derive(Default)]
struct Contador(AtomicUsize);

impl Wake for Contador {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Dá os passos a um futuro e diz o que se viu em cada um, até ele terminar.
pub fn percorrer<F: Future<Output = String>>(
    criar: impl FnOnce(Correio) -> F,
    passos: &[Passo],
) -> Vec<String> {
    let correio = Correio::default();
    let avisos = Arc::new(Contador::default());
    let despertador = Waker::from(Arc::clone(&avisos));
    let mut contexto = Context::from_waker(&despertador);
    let mut futuro = pin!(criar(Arc::clone(&correio)));
    let mut visto = Vec::new();
    for passo in passos {
        match passo {
            Passo::Chega(carta) => {
                correio.por(carta.clone());
                let avisos = avisos.0.swap(0, Ordering::Relaxed);
                visto.push(format!("avisos: {avisos}"));
            }
            Passo::Perguntar => match futuro.as_mut().poll(&mut contexto) {
                Poll::Pending => visto.push("pendente".to_owned()),
                Poll::Ready(texto) => {
                    visto.push(format!("pronto: {texto}"));
                    break;
                }
            },
        }
    }
    visto
}
