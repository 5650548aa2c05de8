//! O anel: cheio, vazio, e retomado por outro produtor ou outro consumidor.

use processos::anel::{Consumidor, Produtor, exemplo, tamanho};
use processos::memoria::{arquivo_sem_nome, mapear};

#[test]
fn o_anel_cheio_recusa_e_o_que_entrou_sai_na_ordem() {
    let arquivo = arquivo_sem_nome(tamanho(3)).expect("há memória");
    // Dois mapas do mesmo arquivo, em endereços diferentes, como em dois processos.
    let (aqui, ali) = (
        mapear(&arquivo).expect("mapeia"),
        mapear(&arquivo).expect("mapeia"),
    );
    let mut produtor = Produtor::novo(aqui.palavras());
    let mut consumidor = Consumidor::novo(ali.palavras());
    assert_eq!(consumidor.tirar(), None, "o anel começa vazio");
    for volta in 0..5 {
        for item in 3 * volta..3 * volta + 3 {
            assert!(produtor.por(&exemplo(item), || {}), "há lugar para {item}");
        }
        assert!(!produtor.por(&exemplo(99), || {}), "são três lugares");
        for item in 3 * volta..3 * volta + 3 {
            assert_eq!(consumidor.tirar(), Some(exemplo(item)));
        }
        assert_eq!(consumidor.tirar(), None, "o anel se esvaziou");
    }
}

#[test]
fn o_consumidor_que_volta_encontra_o_item_que_o_anterior_nao_levou() {
    let arquivo = arquivo_sem_nome(tamanho(2)).expect("há memória");
    let mapa = mapear(&arquivo).expect("mapeia");
    let mut produtor = Produtor::novo(mapa.palavras());
    produtor.por(&exemplo(0), || {});
    produtor.por(&exemplo(1), || {});
    assert_eq!(Consumidor::novo(mapa.palavras()).tirar(), Some(exemplo(0)));
    assert_eq!(Consumidor::novo(mapa.palavras()).tirar(), Some(exemplo(1)));
}

#[test]
fn o_produtor_que_retoma_nao_repete_o_que_ja_estava_selado() {
    let arquivo = arquivo_sem_nome(tamanho(4)).expect("há memória");
    let mapa = mapear(&arquivo).expect("mapeia");
    let mut primeiro = Produtor::novo(mapa.palavras());
    assert!(primeiro.por(&exemplo(0), || {}) && primeiro.por(&exemplo(1), || {}));
    // Ninguém levou nada ainda: só os selos dizem o que já foi posto.
    let mut segundo = Produtor::novo(mapa.palavras());
    assert_eq!(segundo.proximo(), 2);
    assert!(segundo.por(&exemplo(2), || {}));
    let mut consumidor = Consumidor::novo(mapa.palavras());
    for item in 0..3 {
        assert_eq!(consumidor.tirar(), Some(exemplo(item)));
    }
}
