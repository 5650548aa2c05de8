use std::panic::{AssertUnwindSafe, catch_unwind};

use loom::sync::atomic::AtomicBool;
use loom::sync::atomic::Ordering::Relaxed;
use loom::thread;

use crate::fila::{Fila, Vez};

/// Uma tarefa que espera um fato, e o seu lugar na fila.
struct Cena {
    fila: Fila,
    vez: Vez,
    fato: AtomicBool,
}

/// Vive até o fim do processo: ao achar um defeito, a loom destruiria um `Arc`
/// fora da execução que ela controla, e abortaria.
fn cena() -> &'static Cena {
    Box::leak(Box::new(Cena {
        fila: Fila::default(),
        vez: Vez::nova(0),
        fato: AtomicBool::new(false),
    }))
}

/// O que outra thread faz para acordar a tarefa: o fato, e depois o aviso.
fn acordar(cena: &Cena) {
    cena.fato.store(true, Relaxed);
    cena.vez.pedir(&cena.fila);
}

/// Conduz a tarefa até que ela veja o fato; devolve quantas vezes perguntou.
fn conduzir(cena: &Cena, antes: impl Fn(&Vez), depois: impl Fn(&Vez)) -> usize {
    cena.vez.pedir(&cena.fila); // a primeira pergunta
    for perguntas in 1.. {
        cena.fila.esperar();
        assert_eq!(cena.fila.tirar(), Some(0), "só há uma tarefa");
        antes(&cena.vez);
        let pronta = cena.fato.load(Relaxed); // o poll
        depois(&cena.vez);
        if pronta {
            return perguntas;
        }
    }
    unreachable!("o laço não tem fim")
}

#[test]
fn nenhum_aviso_se_perde_e_tocar_duas_vezes_nao_faz_mal() {
    loom::model(|| {
        let cena = cena();
        let outra = thread::spawn(|| {
            acordar(cena);
            cena.vez.pedir(&cena.fila);
        });
        let perguntas = conduzir(cena, Vez::chegou, |_| ());
        assert!(perguntas <= 3, "a primeira e uma por aviso: {perguntas}");
        outra.join().expect("acordar não entra em pânico");
    });
}

#[test]
fn dois_que_acordam_juntos_tambem_nao_perdem() {
    // Com três threads, todas as intercalações levariam um minuto: até duas
    // interrupções por thread acham quase tudo, e levam menos de um segundo.
    let mut modelo = loom::model::Builder::new();
    modelo.preemption_bound = Some(2);
    modelo.check(|| {
        let cena = cena();
        let duas = [(); 2].map(|()| thread::spawn(|| acordar(cena)));
        conduzir(cena, Vez::chegou, |_| ());
        for outra in duas {
            outra.join().expect("acordar não entra em pânico");
        }
    });
}

#[test]
fn tirar_a_marca_depois_de_perguntar_perde_um_aviso() {
    let fim = catch_unwind(AssertUnwindSafe(|| {
        loom::model(|| {
            let cena = cena();
            let outra = thread::spawn(|| acordar(cena));
            conduzir(cena, |_| (), Vez::chegou);
            outra.join().expect("acordar não entra em pânico");
        });
    }));
    let panico = fim.expect_err("a loom devia achar a tarefa que ninguém acorda");
    let texto = panico
        .downcast_ref::<String>()
        .expect("o pânico é um texto");
    assert!(texto.contains("deadlock"), "{texto}");
    let arquivo = concat!(env!("CARGO_MANIFEST_DIR"), "/saidas/loom-vez.txt");
    apoio::saida::conferir(arquivo.as_ref(), texto);
}
