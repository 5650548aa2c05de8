use std::num::NonZero;

use loom::thread;

use crate::casos::{defeito, eterno, mostra};
use crate::fila_limitada::{Fechada, Fila};
use crate::filas;

/// Duas consumidoras e, para elas, dois itens.
fn dois_itens_a_duas<F: Sync>(fila: &'static F, por: fn(&F, u32), tirar: fn(&F) -> u32) {
    let duas = [0, 1].map(|_| thread::spawn(move || tirar(fila)));
    por(fila, 1);
    por(fila, 2);
    for consumidora in duas {
        consumidora
            .join()
            .expect("a consumidora devia receber um item");
    }
}

#[test]
fn conferir_uma_vez_so_acorda_para_uma_fila_vazia() {
    let defeito = defeito(|| {
        let fila = eterno(filas::s1_se::Fila::default());
        dois_itens_a_duas(fila, filas::s1_se::Fila::por, filas::s1_se::Fila::tirar);
    });
    assert!(defeito.contains("acordei, logo há um item"), "{defeito}");
}

#[test]
fn um_aviso_so_acorda_quem_nao_pode_fazer_nada() {
    let defeito = defeito(|| {
        let fila = eterno(filas::s2_um_aviso::Fila::nova(1));
        dois_itens_a_duas(
            fila,
            filas::s2_um_aviso::Fila::por,
            filas::s2_um_aviso::Fila::tirar,
        );
    });
    mostra("loom-fila.txt", &defeito);
}

fn fila_de_um() -> &'static Fila<u32> {
    eterno(Fila::nova(NonZero::new(1).expect("um não é zero")))
}

#[test]
fn a_fila_de_um_entrega_tudo_uma_vez_a_dois_consumidores() {
    loom::model(|| {
        let fila = fila_de_um();
        let duas = [0, 1].map(|_| thread::spawn(|| fila.tirar()));
        assert_eq!(fila.por(1), Ok(()));
        assert_eq!(fila.por(2), Ok(()));
        let mut tirados = duas.map(|t| t.join().expect("tirar não entra em pânico"));
        tirados.sort();
        assert_eq!(tirados, [Some(1), Some(2)]);
    });
}

#[test]
fn na_fila_de_um_nunca_ha_dois_itens_por_mais_que_insistam() {
    loom::model(|| {
        let fila = fila_de_um();
        assert_eq!(fila.por(1), Ok(()));
        let insistir = |item| {
            assert_eq!(fila.por(item), Ok(()));
            assert!(fila.ocupados() <= 1, "há mais itens do que lugares");
        };
        let duas = [2, 3].map(|item| thread::spawn(move || insistir(item)));
        assert_eq!(fila.tirar(), Some(1));
        assert!(fila.tirar().is_some(), "a fila está aberta");
        for produtora in duas {
            produtora.join().expect("pôr não entra em pânico");
        }
        assert_eq!(fila.ocupados(), 1);
    });
}

#[test]
fn fechar_acorda_todos_e_nao_um_so() {
    loom::model(|| {
        let vazia = fila_de_um();
        let esperam = [0, 1].map(|_| thread::spawn(|| vazia.tirar()));
        vazia.fechar();
        for espera in esperam {
            assert_eq!(espera.join().expect("tirar não entra em pânico"), None);
        }
    });
    loom::model(|| {
        let cheia = fila_de_um();
        assert_eq!(cheia.por(1), Ok(()));
        let esperam = [2, 3].map(|item| thread::spawn(move || cheia.por(item)));
        cheia.fechar();
        for (item, espera) in [2, 3].into_iter().zip(esperam) {
            let fim = espera.join().expect("pôr não entra em pânico");
            assert_eq!(fim, Err(Fechada(item)));
        }
    });
}

#[test]
fn fechar_acorda_quem_espera_item_e_quem_espera_lugar() {
    loom::model(|| {
        let vazia = fila_de_um();
        let espera_item = thread::spawn(|| vazia.tirar());
        let cheia = fila_de_um();
        assert_eq!(cheia.por(1), Ok(()));
        let espera_lugar = thread::spawn(|| cheia.por(2));
        vazia.fechar();
        cheia.fechar();
        assert_eq!(espera_item.join().expect("sem pânico"), None);
        assert_eq!(espera_lugar.join().expect("sem pânico"), Err(Fechada(2)));
        assert_eq!(
            cheia.tirar(),
            Some(1),
            "o que já estava na fila não se perde"
        );
        assert_eq!(cheia.tirar(), None);
    });
}
