//! O que vale para todo número, com a própria máquina como oráculo.

use std::cmp::Ordering;

use proptest::prelude::*;
use representacao::codificar::{Codificado, Impossivel, codificar};
use representacao::decodificar::decodificar;
use representacao::layout::{
    Campos, DOUBLE, Familia, HALF, IBM_DOUBLE, IBM_SINGLE, Layout, QUAD, SINGLE, TODOS,
};
use representacao::ordem::{Ordem, bytes, de_bytes};
use representacao::texto::ler;
use representacao::valor::{Racional, Valor};

fn converter(bits: u128, de: Layout, para: Layout) -> Result<Codificado, Impossivel> {
    codificar(&decodificar(bits, de), para)
}

/// Bits que são a única forma do seu valor: na IBM, os normalizados.
fn canonicos(layout: Layout, bits: u128) -> u128 {
    let bits = bits & (u128::MAX >> (128 - layout.largura()));
    match layout.familia {
        Familia::Ieee => bits,
        Familia::Ibm => bits | 1 << (layout.bits_da_fracao - 4),
    }
}

/// Números perto do alcance de um single, com bits que não cabem nele.
fn quase_single() -> impl Strategy<Value = f64> {
    (any::<u32>(), 0u64..1 << 29, -3i64..=3).prop_map(|(alto, baixo, ajuste)| {
        let bits = f64::from(f32::from_bits(alto)).to_bits();
        f64::from_bits((bits | baixo).wrapping_add_signed(ajuste << 52))
    })
}

fn algum_double() -> impl Strategy<Value = f64> {
    prop_oneof![any::<u64>().prop_map(f64::from_bits), quase_single()]
}

#[test]
fn todo_half_volta_igual_da_ida_e_volta() {
    for bits in 0..=u128::from(u16::MAX) {
        let volta = codificar(&decodificar(bits, HALF), HALF).unwrap();
        assert_eq!((volta.bits, volta.perda), (bits, None), "half {bits:04X}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn todo_numero_guardado_volta_com_os_mesmos_bits(bits: u128, qual in 0..TODOS.len()) {
        let layout = TODOS[qual];
        let bits = canonicos(layout, bits);
        let volta = codificar(&decodificar(bits, layout), layout).unwrap();
        prop_assert_eq!(volta.bits, bits, "{} {:X}", layout, bits);
        prop_assert_eq!(volta.perda, None);
    }

    // ANCHOR: oraculo
    #[test]
    fn double_para_single_e_o_que_a_maquina_faz(x in algum_double()) {
        prop_assume!(!x.is_nan());
        let maquina = x as f32;
        let esperado = match converter(u128::from(x.to_bits()), DOUBLE, SINGLE) {
            Ok(guardado) => guardado.bits,
            Err(Impossivel::Estouro(_)) => {
                prop_assert!(x.is_finite() && maquina.is_infinite());
                return Ok(());
            }
            Err(impossivel) => {
                prop_assert_eq!(impossivel, Impossivel::Underflow(SINGLE));
                prop_assert!(x != 0.0 && maquina == 0.0);
                return Ok(());
            }
        };
        prop_assert_eq!(esperado, u128::from(maquina.to_bits()), "{:e}", x);
    }
    // ANCHOR_END: oraculo

    #[test]
    fn single_para_double_e_o_que_a_maquina_faz(bits: u32) {
        let x = f32::from_bits(bits);
        prop_assume!(!x.is_nan());
        let guardado = converter(u128::from(bits), SINGLE, DOUBLE).unwrap();
        prop_assert_eq!(guardado.bits, u128::from(f64::from(x).to_bits()));
        prop_assert_eq!(guardado.perda, None);
    }

    #[test]
    fn o_texto_lido_e_o_que_a_biblioteca_padrao_le(
        algarismos in "-?[0-9]{1,25}(\\.[0-9]{0,25})?", expoente in -330i32..310,
    ) {
        let texto = format!("{algarismos}e{expoente}");
        let maquina: f64 = texto.parse().unwrap();
        match codificar(&ler(&texto).unwrap(), DOUBLE) {
            Ok(guardado) => prop_assert_eq!(guardado.bits as u64, maquina.to_bits()),
            Err(Impossivel::Estouro(_)) => prop_assert!(maquina.is_infinite()),
            Err(_) => prop_assert_eq!(maquina.abs(), 0.0),
        }
    }

    #[test]
    fn ieee_double_para_ibm_double_e_exato_ou_impossivel(x in algum_double()) {
        if let Ok(guardado) = converter(u128::from(x.to_bits()), DOUBLE, IBM_DOUBLE) {
            prop_assert_eq!(guardado.perda, None, "{:e} perdeu precisão", x);
        }
    }

    #[test]
    fn ibm_single_para_ieee_double_nunca_perde_nem_falha(bits: u32) {
        let guardado = converter(u128::from(bits), IBM_SINGLE, DOUBLE).unwrap();
        prop_assert_eq!(guardado.perda, None);
    }

    #[test]
    fn a_perda_respeita_o_limite_de_cada_familia(x in algum_double()) {
        let um = |expoente| Racional::potencia(false, 1, expoente);
        let pedido = u128::from(x.to_bits());
        if let Some(perda) = converter(pedido, DOUBLE, SINGLE).ok().and_then(|c| c.perda) {
            let limite = perda.degraus.comparar_modulo(&um(-1));
            prop_assert!(limite != Ordering::Greater, "IEEE passa de meio degrau em {:e}", x);
        }
        if let Some(perda) = converter(pedido, DOUBLE, IBM_SINGLE).ok().and_then(|c| c.perda) {
            prop_assert_eq!(perda.degraus.comparar_modulo(&um(0)), Ordering::Less);
            prop_assert_eq!(perda.relativa.comparar_modulo(&um(-20)), Ordering::Less);
        }
    }

    #[test]
    fn truncar_nunca_afasta_do_zero(x in algum_double()) {
        let valor = decodificar(u128::from(x.to_bits()), DOUBLE);
        if let (Valor::Finito(pedido), Ok(guardado)) = (&valor, codificar(&valor, IBM_SINGLE)) {
            let Valor::Finito(guardado) = decodificar(guardado.bits, IBM_SINGLE) else {
                panic!("a IBM só guarda números");
            };
            prop_assert!(guardado.comparar_modulo(pedido) != Ordering::Greater);
            prop_assert_eq!(guardado.negativo, pedido.negativo);
        }
    }

    #[test]
    fn ibm_sem_normalizar_vale_o_mesmo_depois_de_normalizado(bits: u32) {
        let valor = decodificar(u128::from(bits), IBM_SINGLE);
        match codificar(&valor, IBM_SINGLE) {
            Ok(guardado) => prop_assert_eq!(decodificar(guardado.bits, IBM_SINGLE), valor),
            Err(impossivel) => prop_assert_eq!(impossivel, Impossivel::Underflow(IBM_SINGLE)),
        }
    }

    #[test]
    fn separar_e_juntar_sao_inversos(bits: u128, qual in 0..TODOS.len()) {
        let layout = TODOS[qual];
        let bits = bits & (u128::MAX >> (128 - layout.largura()));
        let campos: Campos = layout.separar(bits);
        prop_assert_eq!(layout.juntar(campos), bits);
    }

    #[test]
    fn os_bytes_voltam_na_mesma_ordem_e_so_nela(bits: u128, qual in 0..TODOS.len()) {
        let layout = TODOS[qual];
        let bits = bits & (u128::MAX >> (128 - layout.largura()));
        for (ordem, outra) in [
            (Ordem::BigEndian, Ordem::LittleEndian),
            (Ordem::LittleEndian, Ordem::BigEndian),
        ] {
            let no_fio = bytes(bits, layout, ordem);
            prop_assert_eq!(de_bytes(&no_fio, layout, ordem), Ok(bits));
            let avesso: Vec<u8> = no_fio.iter().rev().copied().collect();
            prop_assert_eq!(de_bytes(&avesso, layout, outra), Ok(bits));
        }
    }

    #[test]
    fn double_para_quad_e_de_volta_nao_muda_nada(x: u64) {
        let quad = converter(u128::from(x), DOUBLE, QUAD).unwrap();
        prop_assert_eq!(quad.perda, None);
        prop_assert_eq!(converter(quad.bits, QUAD, DOUBLE).unwrap().bits, u128::from(x));
    }
}
