//! A história estragada: nada some calado, e o servidor não começa.

use std::fs;

use proptest::prelude::*;
use websocket::historia::{ErroDeHistoria, Historia};
use websocket::registro::Registro;

use crate::comum::bytes::registro;

proptest! {
    // Um achado se imprime inteiro; gravá-lo seria mexer no repositório de quem só testa.
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(64)
    })]
    #[test]
    fn um_byte_estragado_no_meio_nao_passa_por_fala(
        posicao in any::<prop::sample::Index>(), bit in 0_u8..8,
    ) {
        let pasta = tempfile::tempdir().unwrap();
        let caminho = pasta.path().join("historia");
        let todas = [1, 2, 3].map(|n| registro("geral", 0, n));
        let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
        historia.gravar(&todas).unwrap();
        drop(historia);
        let mut bytes = fs::read(&caminho).unwrap();
        // Até o último \n: a fala já foi confirmada, e o que mudou foi o disco.
        let i = posicao.index(bytes.len());
        bytes[i] ^= 1_u8 << bit;
        fs::write(&caminho, &bytes).unwrap();
        match Historia::abrir(&caminho, false) {
            Err(ErroDeHistoria::Estragada(..)) => {}
            Err(outro) => prop_assert!(false, "{outro}"),
            Ok((_, lidas)) => prop_assert!(false, "leu {lidas:?} com o byte {i} trocado"),
        }
    }
}

#[test]
fn o_crc_em_maiusculas_nao_passa_por_fala() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
    // Falas bastantes para que ao menos um CRC tenha uma letra, seja qual for o nome.
    let todas: Vec<_> = (1..=20).map(|n| registro("geral", 0, n)).collect();
    historia.gravar(&todas).unwrap();
    drop(historia);
    let texto = fs::read_to_string(&caminho).unwrap();
    let estragada: String = texto
        .lines()
        .map(|linha| {
            let (crc, json) = linha.split_once(' ').unwrap();
            format!("{} {json}\n", crc.to_uppercase())
        })
        .collect();
    assert_ne!(
        estragada, texto,
        "nenhum CRC com letra: o teste nada provaria"
    );
    fs::write(&caminho, estragada).unwrap();
    let lida = Historia::abrir(&caminho, false);
    assert!(
        matches!(lida, Err(ErroDeHistoria::Estragada(..))),
        "um bit separa `a` de `A`: o CRC se compara como texto"
    );
}

/// Grava os registros como estão, e diz em que linha a história se recusa a abrir.
fn recusada(registros: &[Registro]) -> Option<usize> {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
    historia.gravar(registros).unwrap();
    drop(historia);
    match Historia::abrir(&caminho, false) {
        Ok(_) => None,
        Err(ErroDeHistoria::Estragada(_, linha)) => Some(linha),
        Err(outro) => panic!("{outro}"),
    }
}

#[test]
fn a_linha_que_falta_ou_sobra_no_meio_e_recusada_ao_abrir() {
    let fala = |n| registro("geral", 7, n);
    let noutra = |n| registro("outra", 0, n);
    // As salas se misturam, e o começo de cada uma pode já ter sido esquecido.
    assert_eq!(recusada(&[fala(5), noutra(1), fala(6), noutra(2)]), None);
    assert_eq!(recusada(&[fala(1), noutra(1), fala(3)]), Some(4));
    assert_eq!(recusada(&[fala(1), fala(2), fala(2)]), Some(4));
    assert_eq!(recusada(&[fala(2), fala(1)]), Some(3));
}

#[test]
fn numero_que_evento_algum_tem_e_recusado_ao_abrir() {
    // Depois de um 1 << 53 não haveria número para a fala seguinte.
    for n in [0, (1 << 52) + 1, 1 << 53, u64::MAX] {
        assert_eq!(recusada(&[registro("geral", 0, n)]), Some(2), "{n}");
    }
}

#[test]
fn a_sala_que_renasceu_recomeca_do_um_e_so_do_um() {
    let (velha, nova) = (registro("geral", 7, 5), |n| registro("geral", 8, n));
    assert_eq!(recusada(&[velha.clone(), nova(1), nova(2)]), None);
    assert_eq!(recusada(&[velha, nova(2)]), Some(3));
}

#[test]
fn o_ultimo_fim_de_linha_trocado_nao_leva_a_fala_confirmada() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
    historia.gravar(&[registro("geral", 0, 1)]).unwrap();
    drop(historia);
    let mut bytes = fs::read(&caminho).unwrap();
    *bytes.last_mut().unwrap() = b'\r';
    fs::write(&caminho, &bytes).unwrap();
    let lida = Historia::abrir(&caminho, false);
    assert!(matches!(lida, Err(ErroDeHistoria::Estragada(_, 2))));
    assert_eq!(
        fs::read(&caminho).unwrap(),
        bytes,
        "o arquivo fica como está"
    );
}

#[cfg(unix)]
#[test]
fn um_dispositivo_nao_e_historia() {
    let lida = Historia::abrir("/dev/zero".as_ref(), false);
    assert!(matches!(lida, Err(ErroDeHistoria::NaoEArquivo(_))));
}
