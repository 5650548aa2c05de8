//! O terceiro passo do executor: só se pergunta a quem foi acordado.

use std::cell::Cell;
use std::future::{pending, poll_fn};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Poll, Waker};
use std::thread;

use assincrono::caixa::Caixa;
use assincrono::executor::s2_dorme;
use assincrono::executor::s3_fila::Executor;

#[test]
fn so_se_pergunta_a_quem_foi_acordado() {
    let mut executor = Executor::default();
    let caixas: Vec<_> = (0..100).map(|_| Rc::new(Caixa::default())).collect();
    let perguntas = Rc::new(Cell::new([0; 100]));
    for (i, caixa) in caixas.iter().enumerate() {
        let (caixa, perguntas) = (Rc::clone(caixa), Rc::clone(&perguntas));
        executor.lancar(poll_fn(move |contexto| {
            let mut contagem = perguntas.get();
            contagem[i] += 1;
            perguntas.set(contagem);
            caixa.poll_tirar(contexto)
        }));
    }
    executor.rodada(); // a primeira pergunta, a todas
    caixas[7].por(());
    executor.rodada();
    let mut esperado = [1; 100];
    esperado[7] = 2;
    assert_eq!(perguntas.get(), esperado, "só a 7 foi acordada");
    assert_eq!(executor.tarefas(), 99);
}

/// Uma tarefa que guarda o despertador e termina quando mandarem.
fn guardar(executor: &mut Executor) -> (Rc<Cell<usize>>, Rc<Cell<Option<Waker>>>) {
    let (perguntas, guardado) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(None)));
    let (contagem, guarda) = (Rc::clone(&perguntas), Rc::clone(&guardado));
    executor.lancar(poll_fn(move |contexto| {
        contagem.set(contagem.get() + 1);
        guarda.set(Some(contexto.waker().clone()));
        Poll::Pending
    }));
    executor.rodada();
    (perguntas, guardado)
}

#[test]
fn despertador_que_toca_duas_vezes_pede_uma_vez_so() {
    let mut executor = Executor::default();
    let (perguntas, guardado) = guardar(&mut executor);
    let waker = guardado.take().expect("a primeira pergunta o guardou");
    waker.wake_by_ref();
    waker.wake_by_ref();
    waker.wake();
    assert_eq!(executor.fila().quantas(), 1);
    executor.rodada();
    executor.rodada();
    assert_eq!(perguntas.get(), 2, "três toques, uma pergunta a mais");
}

#[test]
fn tocar_durante_a_pergunta_pede_outra() {
    let mut executor = Executor::default();
    let mut perguntas = 0;
    executor.lancar(poll_fn(move |contexto| {
        perguntas += 1;
        contexto.waker().wake_by_ref();
        if perguntas < 3 {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    }));
    // Rodadas contadas, e não `rodar`: se o toque se perdesse, ele não voltaria.
    for _ in 0..3 {
        executor.rodada();
    }
    assert_eq!((executor.perguntas(), executor.tarefas()), (3, 0));
}

#[test]
fn tarefa_acordada_por_outra_thread_e_rodada() {
    let mut executor = Executor::default();
    let (ida, volta) = (Arc::new(Caixa::default()), Arc::new(Caixa::default()));
    let recebidas = Rc::new(Cell::new(0));
    let (da_tarefa, da_thread) = (Arc::clone(&ida), Arc::clone(&ida));
    let (pedido, contagem) = (Arc::clone(&volta), Rc::clone(&recebidas));
    executor.lancar(async move {
        for n in 0..1000 {
            pedido.por(n);
            assert_eq!(da_tarefa.tirar().await, n);
            contagem.set(contagem.get() + 1);
        }
    });
    let outra = thread::spawn(move || {
        for _ in 0..1000 {
            let n = s2_dorme::conduzir(volta.tirar());
            da_thread.por(n);
        }
    });
    executor.rodar();
    outra.join().expect("a outra só repassa");
    assert_eq!(recebidas.get(), 1000);
}

/// Conta quem foi destruído.
struct Recurso(Rc<Cell<usize>>);

impl Drop for Recurso {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn cancelar_destroi_o_que_a_tarefa_guardava() {
    let mut executor = Executor::default();
    let soltos = Rc::new(Cell::new(0));
    let recurso = Recurso(Rc::clone(&soltos));
    let id = executor.lancar(async move {
        let _recurso = recurso;
        pending::<()>().await;
    });
    executor.rodada();
    assert_eq!(soltos.get(), 0, "ela ainda espera");
    assert!(executor.cancelar(id));
    assert_eq!(soltos.get(), 1);
    assert!(!executor.cancelar(id), "já não existe");
}

#[test]
fn aviso_a_quem_ja_foi_cancelado_nao_faz_nada() {
    let mut executor = Executor::default();
    let (perguntas, guardado) = guardar(&mut executor);
    guardado.take().expect("foi guardado").wake();
    executor.cancelar(0);
    assert_eq!(executor.fila().quantas(), 1, "o aviso já estava na fila");
    executor.rodada();
    assert_eq!((perguntas.get(), executor.fila().quantas()), (1, 0));
}

#[test]
fn destruir_o_executor_cancela_todas() {
    let mut executor = Executor::default();
    let soltos = Rc::new(Cell::new(0));
    for _ in 0..3 {
        let recurso = Recurso(Rc::clone(&soltos));
        executor.lancar(async move {
            let _recurso = recurso;
            pending::<()>().await;
        });
    }
    drop(executor);
    assert_eq!(soltos.get(), 3);
}
