//! Os dois primeiros passos do executor: o que pergunta sem parar e o que dorme.

use std::future::poll_fn;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::task::{Poll, Waker};
use std::thread;

use assincrono::caixa::Caixa;
use assincrono::executor::{s1_gira, s2_dorme};

// ANCHOR: gira
#[test]
fn quem_gira_pergunta_mil_vezes_por_algo_que_nao_aconteceu() {
    let (perguntas, caixa) = (AtomicUsize::new(0), Caixa::default());
    thread::scope(|escopo| {
        escopo.spawn(|| {
            // A carta só é posta depois de mil perguntas.
            while perguntas.load(Ordering::Relaxed) < 1000 {
                thread::yield_now();
            }
            caixa.por("carta");
        });
        let carta = s1_gira::conduzir(poll_fn(|contexto| {
            perguntas.fetch_add(1, Ordering::Relaxed);
            caixa.poll_tirar(contexto)
        }));
        assert_eq!(carta, "carta");
    });
    assert!(perguntas.into_inner() >= 1000, "ele não dorme: pergunta");
}
// ANCHOR_END: gira

#[test]
fn quem_dorme_pergunta_duas_vezes_antes_e_depois_do_aviso() {
    let (caixa, mut perguntas) = (Caixa::default(), 0);
    let (perguntou, espera) = channel();
    thread::scope(|escopo| {
        let caixa = &caixa;
        escopo.spawn(move || {
            espera.recv().expect("há uma primeira pergunta");
            caixa.por("carta");
        });
        let carta = s2_dorme::conduzir(poll_fn(|contexto| {
            perguntas += 1;
            let resposta = caixa.poll_tirar(contexto);
            // Depois de deixar o despertador na caixa, e não antes.
            let _ = perguntou.send(());
            resposta
        }));
        assert_eq!(carta, "carta");
    });
    assert_eq!(perguntas, 2);
}

#[test]
fn acordar_sem_que_o_despertador_toque_nao_e_motivo_para_perguntar() {
    let mut perguntas = 0;
    let guardado = Mutex::new(None::<Waker>);
    // A marca de `unpark` já posta: o primeiro `park` volta na hora.
    thread::current().unpark();
    let (perguntou, espera) = channel();
    thread::scope(|escopo| {
        let guardado = &guardado;
        let dorminhoca = thread::current();
        escopo.spawn(move || {
            espera.recv().expect("há uma primeira pergunta");
            for _ in 0..100 {
                dorminhoca.unpark();
            }
            let waker = guardado.lock().expect("sem pânico").take();
            waker.expect("foi guardado").wake();
        });
        s2_dorme::conduzir(poll_fn(|contexto| {
            perguntas += 1;
            if perguntas > 1 {
                return Poll::Ready(());
            }
            *guardado.lock().expect("sem pânico") = Some(contexto.waker().clone());
            perguntou.send(()).expect("a outra espera");
            Poll::Pending
        }));
    });
    assert_eq!(perguntas, 2);
}
