//! O que a verificação conclui, e que o faz pelo caminho mais curto.

use proptest::prelude::*;
use rastro::modelo::{Conclusao, Grafo, LIMITE};

use super::atores::{CONFIRMADA, DUAS, NO_FIM, RECEBIDA, UMA_VEZ, teimosos};

#[test]
fn numa_rede_que_so_atrasa_tudo_chega() {
    let exame = teimosos(0).verificar(LIMITE);
    for nome in [RECEBIDA, UMA_VEZ, CONFIRMADA, NO_FIM] {
        assert_eq!(exame.conclusao(nome), &Conclusao::Vale, "{nome}");
    }
    assert_eq!(exame.conclusao(DUAS), &Conclusao::NaoAcontece);
    assert!(!exame.aprovado(), "o que devia acontecer não acontece");
}

#[test]
fn o_contraexemplo_e_o_mais_curto_ainda_que_haja_varias_propriedades() {
    let exame = teimosos(2).duplicacoes(2).perdas(3).verificar(LIMITE);
    let curto = exame.contraexemplo(UMA_VEZ).expect("a cópia se conta");
    assert_eq!(curto.len(), 3, "copiar, entregar, entregar: {curto:?}");
    assert_eq!(exame.exemplo(DUAS).map(<[_]>::len), Some(3));
    assert_eq!(exame.conclusao(RECEBIDA), &Conclusao::Vale);
    let perdido = exame.contraexemplo(NO_FIM).expect("três perdas bastam");
    assert_eq!(perdido.len(), 6, "três prazos e três perdas: {perdido:?}");
}

#[test]
fn um_dia_nao_chega_quando_ha_de_onde_nao_se_chega() {
    let um_dia = |perdas| teimosos(1).perdas(perdas).verificar(LIMITE);
    assert_eq!(um_dia(0).conclusao(CONFIRMADA), &Conclusao::Vale);
    assert_eq!(
        um_dia(1).conclusao(CONFIRMADA),
        &Conclusao::Vale,
        "repete-se uma vez"
    );
    let exame = um_dia(2);
    let beco = exame.contraexemplo(CONFIRMADA).expect("duas perdas bastam");
    assert_eq!(
        beco.len(),
        3,
        "duas perdas e um prazo, em alguma ordem: {beco:?}"
    );
}

#[test]
fn quem_passa_do_limite_nao_conclui() {
    let exame = teimosos(3).perdas(4).duplicacoes(3).verificar(50);
    assert_eq!(exame.conclusao(RECEBIDA), &Conclusao::NaoSei);
    assert_eq!(exame.conclusao(CONFIRMADA), &Conclusao::NaoSei);
    assert!(Grafo::percorrer(&teimosos(3).perdas(4), 50, |_, _, _| true).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Dois programas que nada têm em comum, o do stateright e o nosso, contam os
    /// mesmos estados e as mesmas transições.
    #[test]
    fn o_grafo_e_o_stateright_contam_o_mesmo(
        tentativas in 0..3u8, perdas in 0..3u8, copias in 0..3u8,
        quedas in 0..2u8, voltas in 0..2u8, em_ordem: bool,
    ) {
        let mut sistema = teimosos(tentativas).perdas(perdas).duplicacoes(copias)
            .quedas(quedas).voltas(voltas);
        if em_ordem {
            sistema = sistema.canais_em_ordem();
        }
        // Sem o que se viola, o stateright vai até o fim.
        let sem_exigencias = sistema.clone().sem_propriedades();
        let exame = sem_exigencias.verificar(LIMITE);
        let grafo = Grafo::percorrer(&sistema, LIMITE, |_, _, _| true).expect("cabe");
        prop_assert_eq!((exame.estados, exame.transicoes), (grafo.estados(), grafo.transicoes()));
    }
}
