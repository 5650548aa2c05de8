//! Vetores conhecidos, bit a bit: os valores estão nas normas ou saem delas à mão.

use representacao::codificar::codificar;
use representacao::decodificar::decodificar;
use representacao::layout::{
    DOUBLE, HALF, IBM_DOUBLE, IBM_SINGLE, Layout, QUAD, SINGLE, TODOS,
};
use representacao::ordem::{Ordem, bytes};
use representacao::texto::ler;

#[track_caller]
fn confere(layout: Layout, vetores: &[(&str, u128)]) {
    for (texto, esperado) in vetores {
        let guardado = codificar(&ler(texto).unwrap(), layout).unwrap();
        assert_eq!(
            guardado.bits, *esperado,
            "{texto} em {layout} devia ser {esperado:X}, e foi {:X}",
            guardado.bits
        );
    }
}

#[test]
fn cada_layout_tem_a_largura_e_o_vies_da_norma() {
    let medidas =
        TODOS.map(|l| (l.largura(), l.bits_do_expoente, l.bits_da_fracao, l.vies()));
    assert_eq!(
        medidas,
        [
            (16, 5, 10, 15),
            (32, 8, 23, 127),
            (64, 11, 52, 1023),
            (128, 15, 112, 16383),
            (32, 7, 24, 64),
            (64, 7, 56, 64),
        ]
    );
}

#[test]
fn ieee_half_bit_a_bit() {
    confere(
        HALF,
        &[
            ("0", 0x0000),
            ("-0", 0x8000),
            ("1", 0x3C00),
            ("-2", 0xC000),
            ("118.625", 0x576A),
            ("1/3", 0x3555),
            ("65504", 0x7BFF),
            ("1/16384", 0x0400),
            ("1/16777216", 0x0001),
            ("inf", 0x7C00),
            ("-inf", 0xFC00),
            ("nan", 0x7E00),
        ],
    );
}

#[test]
fn ieee_single_bit_a_bit() {
    confere(
        SINGLE,
        &[
            ("118.625", 0x42ED_4000),
            ("-118.625", 0xC2ED_4000),
            ("0.1", 0x3DCC_CCCD),
            ("1/3", 0x3EAA_AAAB),
            ("3.4028234663852886e38", 0x7F7F_FFFF),
            ("1.1754943508222875e-38", 0x0080_0000),
            ("1e-45", 0x0000_0001),
        ],
    );
}

#[test]
fn ieee_double_bit_a_bit() {
    confere(
        DOUBLE,
        &[
            ("118.625", 0x405D_A800_0000_0000),
            ("0.1", 0x3FB9_9999_9999_999A),
            ("1/3", 0x3FD5_5555_5555_5555),
            ("5e-324", 1),
            ("1.7976931348623157e308", 0x7FEF_FFFF_FFFF_FFFF),
        ],
    );
}

#[test]
fn ieee_quad_bit_a_bit() {
    confere(
        QUAD,
        &[
            ("1", 0x3FFF << 112),
            ("-2", 0xC000 << 112),
            ("118.625", 0x4005_DA80 << 96),
            ("0.1", 0x3FFB_9999_9999_9999_9999_9999_9999_999A),
            ("1/3", 0x3FFD_5555_5555_5555_5555_5555_5555_5555),
            ("inf", 0x7FFF << 112),
        ],
    );
}

#[test]
fn ibm_single_bit_a_bit() {
    confere(
        IBM_SINGLE,
        &[
            ("0", 0),
            ("118.625", 0x4276_A000),
            ("-118.625", 0xC276_A000),
            ("1", 0x4110_0000),
            ("0.5", 0x4080_0000),
            ("15", 0x41F0_0000),
            ("16", 0x4210_0000),
            ("0.1", 0x4019_9999),
            ("1/3", 0x4055_5555),
        ],
    );
}

#[test]
fn ibm_double_bit_a_bit() {
    confere(
        IBM_DOUBLE,
        &[
            ("118.625", 0x4276_A000_0000_0000),
            ("0.1", 0x4019_9999_9999_9999),
            ("1/3", 0x4055_5555_5555_5555),
            ("-1", 0xC110_0000_0000_0000),
        ],
    );
}

#[test]
fn os_extremos_da_ibm_sao_os_do_manual() {
    let maior = (1.0 - 16_f64.powi(-6)) * 16_f64.powi(63);
    assert_eq!(num(0x7FFF_FFFF), maior);
    assert_eq!(num(0x0010_0000), 16_f64.powi(-65));
}

/// O valor de um IBM single, que sempre cabe num double.
fn num(bits: u128) -> f64 {
    let codificado = codificar(&decodificar(bits, IBM_SINGLE), DOUBLE).unwrap();
    f64::from_bits(codificado.bits as u64)
}

#[test]
fn o_empate_vai_para_o_par_no_ieee_e_para_baixo_na_ibm() {
    // 2^24 + 1 e 2^24 + 3 estão no meio exato entre dois IEEE single.
    confere(
        SINGLE,
        &[("16777217", 0x4B80_0000), ("16777219", 0x4B80_0002)],
    );
    confere(
        IBM_SINGLE,
        &[("16777231", 0x4710_0000), ("-16777231", 0xC710_0000)],
    );
}

#[test]
fn as_duas_ordens_sao_o_espelho_uma_da_outra() {
    assert_eq!(
        bytes(0x42ED_4000, SINGLE, Ordem::BigEndian),
        [0x42, 0xED, 0x40, 0x00]
    );
    assert_eq!(
        bytes(0x42ED_4000, SINGLE, Ordem::LittleEndian),
        [0x00, 0x40, 0xED, 0x42]
    );
}

#[test]
fn os_bytes_de_118_625_lidos_pela_ibm_valem_exatamente_o_dobro() {
    assert_eq!(num(0x42ED_4000), 237.25);
}
