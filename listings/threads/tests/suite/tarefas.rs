//! A equipe que se serve da fila: cada tarefa é feita uma vez, e o erro aparece.

use std::io;
use std::num::NonZero;
use std::sync::atomic::{AtomicU32, Ordering};

use threads::tarefas::repartir;

fn threads(quantas: usize) -> NonZero<usize> {
    NonZero::new(quantas).expect("ao menos uma")
}

#[test]
fn cada_tarefa_e_feita_uma_vez_com_qualquer_numero_de_threads() {
    for quantas in [1, 2, 5, 40] {
        let feitas = AtomicU32::new(0);
        let tarefa = || {
            feitas.fetch_add(1, Ordering::Relaxed);
            Ok(())
        };
        repartir(17, threads(quantas), tarefa).expect("nenhuma tarefa falha");
        assert_eq!(feitas.into_inner(), 17, "com {quantas} threads");
    }
}

#[test]
fn o_erro_de_uma_tarefa_chega_a_quem_repartiu() {
    let feitas = AtomicU32::new(0);
    let tarefa = || match feitas.fetch_add(1, Ordering::Relaxed) {
        3 => Err(io::Error::other("a quarta falhou")),
        _ => Ok(()),
    };
    let erro = repartir(8, threads(2), tarefa).expect_err("uma tarefa falhou");
    assert_eq!(erro.to_string(), "a quarta falhou");
}
