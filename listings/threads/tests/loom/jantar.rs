use std::cell::Cell;
use std::sync::atomic::Ordering;

use loom::sync::atomic::AtomicBool;
use loom::thread;

use crate::casos::{defeito, eterno};
use crate::filosofos::{Regra, jantar};
use crate::mesa::Mesa;

/// Dois filósofos jantam ao mesmo tempo; `false` se algum encontrou um impasse.
/// Se os garfos são os mesmos, nunca comem os dois juntos.
fn jantam(regra: Regra) -> bool {
    let mesa = eterno(regra.mesa(2));
    let comendo = eterno(AtomicBool::new(false));
    let com_os_dois = move || {
        let outro_comia = comendo.swap(true, Ordering::SeqCst);
        assert!(
            !outro_comia || regra == Regra::Sobra,
            "um garfo em duas mãos"
        );
        comendo.store(false, Ordering::SeqCst);
    };
    let comer = move |quem| jantar(regra, mesa, [quem, 2], || (), com_os_dois).is_ok();
    let outro = thread::spawn(move || comer(1));
    let um = comer(0);
    outro.join().expect("jantar não entra em pânico") && um
}

#[test]
fn pela_esquerda_ha_intercalacao_que_trava() {
    let defeito = defeito(|| assert!(jantam(Regra::Esquerda), "impasse à mesa"));
    assert!(defeito.contains("impasse à mesa"), "{defeito}");
}

#[test]
fn quebrada_uma_condicao_nenhuma_intercalacao_trava() {
    for regra in [Regra::Sobra, Regra::Juntos, Regra::Ordem] {
        loom::model(move || assert!(jantam(regra), "{regra:?} travou"));
    }
}

/// O segundo garfo volta depois do primeiro: quem espera os dois e acorda com um
/// só ainda não pode comer.
#[test]
fn tres_que_pegam_os_dois_juntos_comem_um_por_vez() {
    let mut modelo = loom::model::Builder::new();
    // Todas as ordens de três threads demorariam; duas interrupções mostram o erro.
    modelo.preemption_bound = Some(2);
    modelo.check(|| {
        let (mesa, comendo) = (eterno(Mesa::nova(3, 3)), eterno(AtomicBool::new(false)));
        let comer = move |quem| {
            let _garfos = mesa.pegar_os_dois(quem, [quem, (quem + 1) % 3]);
            let outro_comia = comendo.swap(true, Ordering::SeqCst);
            assert!(!outro_comia, "um garfo em duas mãos");
            comendo.store(false, Ordering::SeqCst);
        };
        let outros = [1, 2].map(|quem| thread::spawn(move || comer(quem)));
        comer(0);
        for outro in outros {
            outro.join().expect("comer não entra em pânico");
        }
    });
}

#[test]
fn quem_ja_nao_espera_nao_fecha_circulo() {
    loom::model(|| {
        let mesa = eterno(Mesa::nova(2, 2));
        // Um garfo por vez: este não pode fechar círculo algum.
        let outro =
            thread::spawn(|| mesa.pegar(1, 0).is_ok() && mesa.pegar(1, 1).is_ok());
        assert!(mesa.pegar(0, 0).is_ok());
        let um = mesa.pegar(0, 0);
        assert!(um.is_ok() && mesa.pegar(0, 1).is_ok());
        drop(um);
        assert!(outro.join().expect("pegar não entra em pânico"));
    });
}

#[test]
fn desfeito_o_circulo_quem_desistiu_nao_o_fecha_de_novo() {
    loom::model(|| {
        let mesa = eterno(Mesa::nova(2, 2));
        let outro = thread::spawn(|| {
            let um = mesa.pegar(1, 1);
            um.is_ok() && mesa.pegar(1, 0).is_ok() && mesa.pegar(1, 0).is_ok()
        });
        let um = mesa.pegar(0, 0);
        let desistiu = mesa.pegar(0, 1).is_err();
        drop(um);
        drop(mesa.pegar(0, 0));
        let comeu = outro.join().expect("pegar não entra em pânico");
        assert!(comeu || !desistiu, "um círculo não se desfaz duas vezes");
    });
}

#[test]
fn devolver_troca_o_impasse_pela_cortesia_sem_fim() {
    let defeito = defeito(|| {
        let mesa = eterno(Regra::Devolve.mesa(2));
        let comer = move |quem| {
            let tentativas = Cell::new(0);
            let com_um = || {
                tentativas.set(tentativas.get() + 1);
                assert!(tentativas.get() <= 3, "devolveu três vezes e não comeu");
            };
            jantar(Regra::Devolve, mesa, [quem, 2], com_um, || ())
        };
        let outro = thread::spawn(move || comer(1).is_ok());
        assert!(comer(0).is_ok(), "devolvendo não há impasse");
        assert!(outro.join().expect("jantar não entra em pânico"));
    });
    assert!(defeito.contains("devolveu três vezes"), "{defeito}");
}
