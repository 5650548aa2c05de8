//! Os dois primeiros passos do executor: o que pergunta sem parar e o que dorme.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::task::{Poll, Waker};
use std::thread;
use std::time::Instant;

use apoio::teste::PRAZO;
use assincrono::caixa::Caixa;
use assincrono::executor::{s1_gira, s2_dorme};

// ANCHOR: gira
#[test]
fn quem_gira_pergunta_mil_vezes_por_algo_que_nao_aconteceu() {
    let (perguntas, caixa) = (AtomicUsize::new(0), Caixa::default());
    thread::scope(|escopo| {
        escopo.spawn(|| {
            // A carta só é posta depois de mil perguntas, ou de muito tempo.
            let vence = Instant::now() + PRAZO;
            while perguntas.load(Ordering::Relaxed) < 1000 && Instant::now() < vence {
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
    let (mut perguntas, avisado) = (0, AtomicBool::new(false));
    let (entrega, recebe) = channel::<Waker>();
    thread::scope(|escopo| {
        let (dorminhoca, avisado) = (thread::current(), &avisado);
        escopo.spawn(move || {
            let waker = recebe.recv().expect("há uma primeira pergunta");
            for _ in 0..100 {
                dorminhoca.unpark(); // acorda a thread, e não a tarefa
                thread::yield_now();
            }
            avisado.store(true, Ordering::SeqCst);
            waker.wake();
        });
        s2_dorme::conduzir(poll_fn(|contexto| {
            perguntas += 1;
            if avisado.load(Ordering::SeqCst) {
                return Poll::Ready(());
            }
            // A outra ouve a primeira entrega e mais nenhuma.
            let _ = entrega.send(contexto.waker().clone());
            Poll::Pending
        }));
    });
    assert_eq!(perguntas, 2, "uma antes do aviso e uma depois");
}
