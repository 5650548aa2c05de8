use std::cell::Cell;

use loom::thread;

use crate::casos::{defeito, eterno};
use crate::filosofos::{Regra, jantar};

/// Dois filósofos jantam ao mesmo tempo; `false` se algum encontrou um impasse.
fn jantam(regra: Regra) -> bool {
    let mesa = eterno(regra.mesa(2));
    let comer = move |quem| jantar(regra, mesa, [quem, 2], || (), || ()).is_ok();
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
