//! A tabela exportada é o modelo: quem anda por ela chega aos mesmos lugares.

use proptest::prelude::*;
use rastro::modelo::tabela::{SemTabela, caminhante};
use rastro::modelo::{Demais, LIMITE};

use super::atores::{CONFIRMADA, UMA_VEZ, teimosos};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pela_tabela_se_chega_aos_mesmos_estados_e_transicoes(
        tentativas in 0..3u8, perdas in 0..3u8, copias in 0..3u8,
        quedas in 0..2u8, voltas in 0..2u8, em_ordem: bool, fronteira in 1..5u8,
    ) {
        let mut sistema = teimosos(tentativas).perdas(perdas).duplicacoes(copias)
            .quedas(quedas).voltas(voltas).enquanto(move |(n, _)| *n < fronteira);
        if em_ordem {
            sistema = sistema.canais_em_ordem();
        }
        let tabela = sistema.tabela(LIMITE).expect("cabe numa tabela");
        let andada = caminhante::contar(&tabela);
        prop_assert_eq!(andada, (tabela.alcancaveis, tabela.transicoes));
    }
}

/// Estes arquivos servem também aos testes da página, que andam por eles.
#[test]
fn o_que_se_publica_e_o_que_se_verifica_com_todas_as_faltas() {
    let com_tudo = teimosos(1).perdas(2).duplicacoes(1).quedas(1).voltas(1);
    let tabela = com_tudo.conferir_exercicio("teimoso", "Ana insiste com Bia");
    let tamanhos: Vec<_> = tabela
        .desafios
        .iter()
        .map(|d| d.resposta.as_ref().map(Vec::len))
        .collect();
    assert_eq!(tamanhos, [Some(3), Some(3), Some(3), None, Some(4)]);
    let em_ordem = teimosos(2).perdas(1).canais_em_ordem();
    em_ordem.conferir_exercicio("em-ordem", "Ana insiste com Bia, em ordem");
}

#[test]
fn a_propriedade_guarda_so_aquilo_de_que_depende() {
    let sistema = teimosos(1).duplicacoes(1).quedas(1);
    let sistema = sistema
        .sempre("ninguém cai", |e| e.vivos().count() == 2)
        .no_fim("nada sobra em viagem", |e| e.em_viagem().is_empty());
    let tabela = sistema.tabela(LIMITE).expect("cabe");
    let chave = |nome: &str| {
        let p = tabela.propriedades.iter().find(|p| p.nome == nome);
        &p.expect("está lá").chave
    };
    assert_eq!(chave(UMA_VEZ), &[1], "só o estado de Bia");
    assert_eq!(chave(CONFIRMADA), &[0], "só o de Ana");
    assert_eq!(chave("ninguém cai"), &[-1], "só quem está caído");
    assert_eq!(chave("nada sobra em viagem"), &[-2], "só quanto viaja");
}

#[test]
fn o_que_nao_cabe_na_pagina_e_dito() {
    let conteudo = teimosos(1)
        .perdas(1)
        .duplicacoes(1)
        .sempre("o conteúdo importa", |e| {
            e.em_viagem().first().is_none_or(|m| !m.msg)
        });
    assert_eq!(
        conteudo.tabela(LIMITE),
        Err(SemTabela::Opaca("o conteúdo importa".to_owned()))
    );
    let grande = teimosos(3).perdas(4).duplicacoes(3);
    assert_eq!(grande.tabela(100), Err(SemTabela::Demais(Demais(100))));
}
