//! A tabela de perdas do capítulo, linha por linha.

use num_bigint::BigUint;
use proptest::prelude::*;
use representacao::codificar::{Codificado, Impossivel, codificar};
use representacao::decodificar::decodificar;
use representacao::layout::{
    Campos, DOUBLE, Familia, HALF, IBM_DOUBLE, IBM_SINGLE, Layout, QUAD, SINGLE,
};

fn converter(bits: u128, de: Layout, para: Layout) -> Result<Codificado, Impossivel> {
    codificar(&decodificar(bits, de), para)
}

/// Bits sorteados, cortados na largura do layout.
fn cortar(bits: u128, layout: Layout) -> u128 {
    bits & (u128::MAX >> (128 - layout.largura()))
}

/// Quantos bits da origem ficaram abaixo do degrau do destino.
fn bits_perdidos(guardado: &Codificado) -> u64 {
    let Some(perda) = &guardado.perda else {
        return 0;
    };
    // A distância, em degraus, é um inteiro sobre 2^k, com k o que se procura.
    let divisor = |n: u64| &perda.degraus.numerador << n;
    let inteiro = |n: &u64| divisor(*n) % &perda.degraus.denominador == BigUint::ZERO;
    (0..200)
        .find(inteiro)
        .expect("layouts só guardam frações de 2^k")
}

/// Um e o vizinho de cima, ou o mais parecido com isso no layout.
fn pior_caso(layout: Layout) -> u128 {
    match layout.familia {
        Familia::Ieee => {
            u128::from(layout.expoente_cheio() / 2) << layout.bits_da_fracao | 1
        }
        Familia::Ibm => 0x408 << (layout.bits_da_fracao - 4) | 1,
    }
}

/// Os pares que perdem precisão: de, para, e quantos bits no máximo.
const ESTREITOS: [(Layout, Layout, u64); 5] = [
    (SINGLE, IBM_SINGLE, 3),
    (IBM_DOUBLE, DOUBLE, 3),
    (DOUBLE, SINGLE, 29),
    (QUAD, DOUBLE, 60),
    (QUAD, IBM_DOUBLE, 60),
];

#[test]
fn o_pior_caso_perde_exatamente_o_que_a_tabela_diz() {
    for (de, para, maximo) in ESTREITOS {
        let guardado = converter(pior_caso(de), de, para).unwrap();
        assert_eq!(bits_perdidos(&guardado), maximo, "de {de} para {para}");
    }
}

#[test]
fn todo_half_finito_cabe_nos_outros_sem_perda() {
    for bits in 0..=u128::from(u16::MAX) {
        if HALF.separar(bits).expoente == HALF.expoente_cheio() {
            continue;
        }
        for para in [SINGLE, DOUBLE, QUAD, IBM_SINGLE, IBM_DOUBLE] {
            let guardado = converter(bits, HALF, para).unwrap();
            assert_eq!(guardado.perda, None, "half {bits:04X} em {para}");
        }
    }
}

#[test]
fn ibm_single_para_ieee_single_cabe_inteiro_some_aos_poucos_ou_estoura() {
    let vai =
        |bits| converter(bits, IBM_SINGLE, SINGLE).map(|c| (c.bits, c.perda.is_some()));
    // 2^128 - 2^104 é o maior dos dois; 2^128 só existe na IBM.
    assert_eq!(vai(0x60FF_FFFF), Ok((0x7F7F_FFFF, false)));
    assert_eq!(vai(0x6110_0000), Err(Impossivel::Estouro(SINGLE)));
    // 2^-126 ainda é normal; daí para baixo os últimos bits caem, até 2^-150.
    assert_eq!(vai(0x2140_0000), Ok((0x0080_0000, false)));
    assert_eq!(vai(0x20FF_FFFF), Ok((0x0020_0000, true)));
    assert_eq!(vai(0x1B40_0001), Ok((0x0000_0001, true)));
    assert_eq!(vai(0x1B40_0000), Err(Impossivel::Underflow(SINGLE)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn ninguem_perde_mais_bits_do_que_a_tabela_diz(
        fracao: u128, negativo: bool, desvio in -60i64..60, linha in 0..ESTREITOS.len(),
    ) {
        // Perto de 1, para que quase todo sorteio caiba no destino.
        let (de, para, maximo) = ESTREITOS[linha];
        let expoente = u32::try_from(de.vies() + desvio).unwrap();
        let fracao = fracao >> (128 - de.bits_da_fracao);
        let bits = de.juntar(Campos { negativo, expoente, fracao });
        let guardado = converter(bits, de, para).unwrap();
        prop_assert!(bits_perdidos(&guardado) <= maximo, "{de} {bits:X} em {para}");
    }

    #[test]
    fn todo_numero_da_ibm_cabe_num_quad_sem_perda(bits: u128) {
        for de in [IBM_SINGLE, IBM_DOUBLE] {
            let guardado = converter(cortar(bits, de), de, QUAD).unwrap();
            prop_assert_eq!(guardado.perda, None);
        }
    }

    #[test]
    fn ibm_single_no_alcance_normal_do_ieee_single_nao_perde(bits: u32) {
        if let Ok(guardado) = converter(u128::from(bits), IBM_SINGLE, SINGLE)
            && SINGLE.separar(guardado.bits).expoente > 1
        {
            prop_assert_eq!(guardado.perda, None);
        }
    }
}
