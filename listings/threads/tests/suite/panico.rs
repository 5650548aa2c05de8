//! Um pânico numa thread: quem o recebe, e quem nem fica sabendo.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use threads::panico::rodar;

type Tarefa<'a, T> = Box<dyn FnOnce() -> T + Send + 'a>;

#[test]
fn panico_chega_a_quem_faz_join_e_as_outras_terminam() {
    let tarefas: Vec<Tarefa<'_, u32>> = vec![
        Box::new(|| 1),
        Box::new(|| panic!("defeito {}", 42)),
        Box::new(|| panic!("defeito")),
        Box::new(|| 4),
    ];
    let esperado = [
        Ok(1),
        Err("defeito 42".into()),
        Err("defeito".into()),
        Ok(4),
    ];
    assert_eq!(rodar(tarefas), esperado);
}

#[test]
fn panico_que_nao_e_texto_tambem_e_um_erro() {
    let tarefas: Vec<Tarefa<'_, ()>> = vec![Box::new(|| panic_any(7))];
    assert_eq!(rodar(tarefas), [Err("pânico sem texto".to_owned())]);
}

#[test]
fn o_escopo_repassa_o_panico_de_quem_ninguem_esperou() {
    let terminou = AtomicBool::new(false);
    let escopo = AssertUnwindSafe(|| {
        thread::scope(|escopo| {
            escopo.spawn(|| panic!("ninguém me esperou"));
            escopo.spawn(|| terminou.store(true, Ordering::SeqCst));
        });
    });
    let panico = catch_unwind(escopo).expect_err("o escopo devia repassar o pânico");
    let texto = panico.downcast_ref::<&str>();
    assert_eq!(texto, Some(&"a scoped thread panicked"));
    assert!(
        terminou.into_inner(),
        "o escopo devia esperar a outra thread"
    );
}
