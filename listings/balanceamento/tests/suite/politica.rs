//! As três políticas, sem rede: o que cada uma promete, exato.

use balanceamento::bolas::{media_do_maximo, ordem_com, ordem_com_uma};
use balanceamento::politica::{Escolhedor, Politica};
use proptest::prelude::*;

/// Faz `quantas` conexões que nunca fecham e devolve a carga de cada servidor.
fn repartir(
    politica: Politica,
    servidores: usize,
    quantas: usize,
    semente: u64,
) -> Vec<usize> {
    let mut escolhedor = Escolhedor::novo(politica, semente);
    let mut cargas = vec![Some(0); servidores];
    for _ in 0..quantas {
        let i = escolhedor.escolher(&cargas).expect("há servidores vivos");
        cargas[i] = cargas[i].map(|c| c + 1);
    }
    cargas.into_iter().flatten().collect()
}

proptest! {
    #[test]
    fn rodizio_exato(servidores in 1..40usize, quantas in 0..400usize) {
        let mut escolhedor = Escolhedor::novo(Politica::Rodizio, 0);
        let cargas = vec![Some(0); servidores];
        for i in 0..quantas {
            prop_assert_eq!(escolhedor.escolher(&cargas), Some(i % servidores));
        }
    }

    #[test]
    fn rodizio_pula_os_mortos_e_e_exato_entre_os_vivos(
        vivos in prop::collection::vec(any::<bool>(), 1..20), voltas in 1..10usize
    ) {
        let cargas: Vec<_> = vivos.iter().map(|&v| v.then_some(0)).collect();
        let quem: Vec<_> = (0..vivos.len()).filter(|&i| vivos[i]).collect();
        let mut escolhedor = Escolhedor::novo(Politica::Rodizio, 0);
        for _ in 0..voltas {
            for &i in &quem {
                prop_assert_eq!(escolhedor.escolher(&cargas), Some(i));
            }
        }
        if quem.is_empty() {
            prop_assert_eq!(escolhedor.escolher(&cargas), None);
        }
    }

    #[test]
    fn menos_conexoes_escolhe_um_minimo(
        cargas in prop::collection::vec(prop::option::of(0..9usize), 1..20)
    ) {
        let mut escolhedor = Escolhedor::novo(Politica::MenosConexoes, 0);
        let escolhido = escolhedor.escolher(&cargas);
        prop_assert_eq!(escolhido.and_then(|i| cargas[i]), cargas.iter().flatten().min().copied());
    }

    #[test]
    fn nenhuma_politica_escolhe_um_morto(
        cargas in prop::collection::vec(prop::option::of(0..9usize), 1..9), semente: u64
    ) {
        for politica in [
            Politica::Rodizio, Politica::MenosConexoes, Politica::DuasEscolhas, Politica::Sorteio,
        ] {
            let mut escolhedor = Escolhedor::novo(politica, semente);
            match escolhedor.escolher(&cargas) {
                Some(i) => prop_assert!(cargas[i].is_some(), "{politica:?} escolheu um morto"),
                None => prop_assert!(cargas.iter().all(Option::is_none), "{politica:?} desistiu"),
            }
        }
    }

    #[test]
    fn duas_escolhas_nunca_fica_com_o_mais_carregado_dos_dois(a in 0..9usize, b in 0..9usize, semente: u64) {
        // Com dois servidores, os sorteados são sempre os dois.
        let mut escolhedor = Escolhedor::novo(Politica::DuasEscolhas, semente);
        let cargas = [Some(a), Some(b)];
        let escolhido = escolhedor.escolher(&cargas).and_then(|i| cargas[i]);
        prop_assert_eq!(escolhido, Some(a.min(b)));
    }
}

#[test]
fn servidores_empatados_se_revezam_em_menos_conexoes() {
    let mut escolhedor = Escolhedor::novo(Politica::MenosConexoes, 0);
    let vazios = [Some(0); 3];
    let ordem: Vec<_> = (0..6).map(|_| escolhedor.escolher(&vazios)).collect();
    let esperada: Vec<_> = [0, 1, 2, 0, 1, 2].map(Some).to_vec();
    assert_eq!(ordem, esperada, "o primeiro da lista levaria tudo");
}

#[test]
fn duas_escolhas_limita_o_maximo_que_o_sorteio_deixa_crescer() {
    for semente in 0..20 {
        let n = 500;
        let maior = |politica| repartir(politica, n, n, semente).into_iter().max();
        let (duas, uma) = (maior(Politica::DuasEscolhas), maior(Politica::Sorteio));
        assert!(
            duas <= Some(4),
            "semente {semente}: com duas escolhas um servidor chegou a {duas:?}"
        );
        assert!(
            uma > duas,
            "semente {semente}: uma escolha ({uma:?}) devia carregar mais do que duas ({duas:?})"
        );
    }
}

#[test]
fn o_maximo_cresce_na_ordem_que_a_teoria_diz() {
    let tamanhos = [100, 1_000, 10_000, 100_000];
    let medir = |escolhas| tamanhos.map(|n| media_do_maximo(n, escolhas, 10));
    let (uma, duas) = (medir(1), medir(2));
    for (i, n) in tamanhos.into_iter().enumerate() {
        let (piso, teto) = (ordem_com_uma(n), ordem_com(2, n) + 1.5);
        assert!(
            uma[i] >= piso,
            "n = {n}: uma escolha deu {}, abaixo da ordem ln n / ln ln n = {piso:.1}",
            uma[i]
        );
        assert!(
            duas[i] <= teto,
            "n = {n}: duas escolhas deram {}, acima de ln ln n / ln 2 + 1,5 = {teto:.1}",
            duas[i]
        );
    }
    let (de_uma, de_duas) = (uma[3] - uma[0], duas[3] - duas[0]);
    assert!(
        de_uma > 2.5 && de_duas < 1.5,
        "de cem a cem mil, o máximo devia crescer com uma escolha ({de_uma}) e quase não \
         com duas ({de_duas})"
    );
}
