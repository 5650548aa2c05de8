//! O mostrador erra se a rede desordena; o cuidadoso, não.

use rastro::modelo::{LIMITE, Sistema};
use relogios::placar::FIM;
use relogios::{cuidadoso, placar};

#[test]
fn o_cuidadoso_acerta_com_atraso_desordem_e_copias() {
    let exame = cuidadoso::sistema().verificar(LIMITE);
    assert!(exame.aprovado(), "{exame:?}");
    assert_eq!(exame.estados, 32, "o capítulo cita este número");
}

#[test]
fn o_cuidadoso_nao_resiste_a_perda() {
    let exame = cuidadoso::sistema().perdas(1).verificar(LIMITE);
    let jogadas = exame.contraexemplo(FIM).expect("o 2 pode perder-se");
    assert_eq!(jogadas.len(), 2, "uma perda e uma entrega: {jogadas:?}");
}

#[test]
fn canais_em_ordem_bastam_ao_mostrador() {
    let exame = placar::sistema().canais_em_ordem().verificar(LIMITE);
    assert!(exame.aprovado(), "{exame:?}");
}

#[test]
fn os_exercicios_da_pagina_sao_os_modelos_verificados() {
    fn respostas<A: rastro::modelo::Ator>(
        sistema: &Sistema<A>,
        nome: &str,
    ) -> Vec<usize> {
        let tabela = sistema.conferir_exercicio(nome, "Ana manda 1 e 2 a Bia");
        let desafios = tabela.desafios.iter();
        desafios
            .filter_map(|d| Some(d.resposta.as_ref()?.len()))
            .collect()
    }
    assert_eq!(respostas(&placar::sistema(), "mostrador"), [2]);
    assert_eq!(respostas(&cuidadoso::sistema(), "cuidadoso"), [0; 0]);
}

#[test]
fn o_diagrama_do_capitulo_e_o_contraexemplo() {
    let sistema = placar::sistema();
    let exame = sistema.verificar(LIMITE);
    let jogadas = exame.contraexemplo(FIM).expect("a rede pode desordenar");
    sistema.conferir_diagrama("mostrador", "Bia termina mostrando 1", jogadas);
}
