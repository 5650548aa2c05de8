//! O que um layout não pode guardar é um erro que diz por quê, nunca outro número.

use num_bigint::BigUint;
use representacao::codificar::{Impossivel, codificar};
use representacao::decodificar::decodificar;
use representacao::layout::{
    DOUBLE, HALF, IBM_DOUBLE, IBM_SINGLE, Layout, QUAD, SINGLE, TODOS,
};
use representacao::ordem::{ErroDeBytes, Ordem, de_bytes, de_hexadecimal};
use representacao::texto::{ErroDeTexto, ler};

#[track_caller]
fn recusa(texto: &str, layout: Layout) -> Impossivel {
    codificar(&ler(texto).unwrap(), layout).expect_err("não devia caber")
}

#[test]
fn a_ibm_recusa_infinito_e_nan() {
    for layout in [IBM_SINGLE, IBM_DOUBLE] {
        assert_eq!(recusa("inf", layout), Impossivel::SemInfinito(layout));
        assert_eq!(recusa("-inf", layout), Impossivel::SemInfinito(layout));
        assert_eq!(recusa("nan", layout), Impossivel::SemNan(layout));
    }
}

#[test]
fn numero_grande_demais_nao_vira_infinito_calado() {
    for (texto, layout) in [
        ("65520", HALF),
        ("-1e39", SINGLE),
        ("1e309", DOUBLE),
        ("1e4933", QUAD),
        ("1e76", IBM_SINGLE),
        ("-1e76", IBM_DOUBLE),
    ] {
        assert_eq!(recusa(texto, layout), Impossivel::Estouro(layout));
    }
}

#[test]
fn o_maior_half_vai_ate_o_meio_do_degrau_que_nao_existe() {
    let cabe = codificar(&ler("65519.999").unwrap(), HALF).unwrap();
    assert_eq!(cabe.bits, 0x7BFF, "abaixo de 65520 arredonda para 65504");
}

#[test]
fn numero_pequeno_demais_nao_vira_zero_calado() {
    for (texto, layout) in [
        // Meio do menor subnormal: o empate iria para o par, que é o zero.
        ("1/33554432", HALF),
        ("1e-46", SINGLE),
        ("-1e-324", DOUBLE),
        ("1e-5000", QUAD),
        ("5e-79", IBM_SINGLE),
        ("5e-79", IBM_DOUBLE),
    ] {
        assert_eq!(recusa(texto, layout), Impossivel::Underflow(layout));
    }
}

#[test]
fn o_subnormal_que_arredonda_para_cima_vira_o_menor_normal() {
    // 2^-126 - 2^-150, o meio exato: vai para o par, e o bit sobe ao expoente.
    let meio = format!("16777215/{}", BigUint::from(1u8) << 150);
    assert_eq!(
        codificar(&ler(&meio).unwrap(), SINGLE).unwrap().bits,
        0x0080_0000
    );
}

#[test]
fn o_ultimo_numero_que_cabe_na_ibm_e_o_primeiro_que_nao_cabe() {
    // 16^63, e o inteiro logo abaixo: o corte o leva ao maior número.
    let teto =
        "7237005577332262213973186563042994240829374041602535252466099000494570602496";
    let abaixo = teto.replace("2496", "2495");
    // 16^-65, o menor que se normaliza, e um pouco menos do que ele.
    let piso = BigUint::from(1u8) << 260;
    let sumiu = format!("999999/{}", &piso * 1_000_000u32);
    let piso = format!("1/{piso}");
    for (layout, maior) in [(IBM_SINGLE, 0x7FFF_FFFF), (IBM_DOUBLE, u128::MAX >> 65)] {
        assert_eq!(recusa(teto, layout), Impossivel::Estouro(layout));
        let guardado = codificar(&ler(&abaixo).unwrap(), layout).unwrap();
        assert_eq!(guardado.bits, maior, "o maior {layout}");
        let guardado = codificar(&ler(&piso).unwrap(), layout).unwrap();
        assert_eq!(
            guardado.bits,
            1 << (layout.bits_da_fracao - 4),
            "o menor {layout}"
        );
        assert_eq!(recusa(&sumiu, layout), Impossivel::Underflow(layout));
    }
}

#[test]
fn subnormal_guarda_o_que_pode_e_diz_quanto_perdeu() {
    let guardado = codificar(&ler("1.5e-45").unwrap(), SINGLE).unwrap();
    assert_eq!(guardado.bits, 1);
    let perda = guardado
        .perda
        .expect("um subnormal com um bit só perde muito");
    let relativa = perda.relativa.como_f64().unwrap();
    assert!((0.06..0.07).contains(&relativa), "perdeu {relativa}");
}

#[test]
fn um_ieee_double_grande_nao_cabe_na_ibm_embora_ela_tenha_mais_fracao() {
    let valor = decodificar(u128::from(1e100_f64.to_bits()), DOUBLE);
    let esperado = Err(Impossivel::Estouro(IBM_DOUBLE));
    assert_eq!(codificar(&valor, IBM_DOUBLE), esperado);
}

#[test]
fn nan_estreitado_nao_vira_infinito() {
    // A carga deste NaN está só no último bit: cortada, sobraria fração zero.
    let nan = decodificar(0x7FF0_0000_0000_0001, DOUBLE);
    assert_eq!(codificar(&nan, SINGLE), Err(Impossivel::CargaDoNan(SINGLE)));
    assert!(codificar(&nan, QUAD).is_ok(), "alargar não corta nada");
}

#[test]
fn bytes_a_menos_ou_a_mais_sao_recusados_em_todo_layout() {
    for layout in TODOS {
        let esperado = layout.largura() as usize / 8;
        for vieram in (0..=17).filter(|n| *n != esperado) {
            let erro = de_bytes(&vec![0; vieram], layout, Ordem::BigEndian);
            let motivo = ErroDeBytes::Tamanho {
                layout,
                esperado,
                vieram,
            };
            assert_eq!(erro, Err(motivo));
        }
    }
}

#[test]
fn hexadecimal_torto_e_recusado() {
    for torto in ["", "4", "42E", "4G", "0x42", "42-ED", "é"] {
        let erro = ErroDeBytes::Hexadecimal(torto.to_owned());
        assert_eq!(de_hexadecimal(torto), Err(erro));
    }
    assert_eq!(de_hexadecimal("42 ed"), Ok(vec![0x42, 0xED]));
}

#[test]
fn texto_que_nao_e_numero_e_recusado() {
    for torto in [
        "", "-", ".", "1,5", "1.2.3", "1e", "1e+-3", "0x1", "1/", "/2", "1/-2", "--1",
        "1_0",
    ] {
        let erro = ErroDeTexto::NaoENumero(torto.to_owned());
        assert_eq!(ler(torto), Err(erro), "{torto:?}");
    }
    assert_eq!(ler("1/0"), Err(ErroDeTexto::DivisaoPorZero));
}

#[test]
fn texto_feito_para_gastar_memoria_e_recusado_antes() {
    // Primeiro a fronteira, que é barata: sem o limite, é ela que falha. Os
    // expoentes enormes, sem ele, só prenderiam o teste.
    assert!(ler("1e6000").is_ok() && ler("1e-6000").is_ok());
    for expoente in [
        "6001",
        "-6001",
        "999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999",
    ] {
        let erro = ler(&format!("1e{expoente}")).err();
        assert_eq!(
            erro,
            Some(ErroDeTexto::ExpoenteDemais),
            "1e{expoente} devia ser recusado antes da conta"
        );
    }
    assert!(ler(&"9".repeat(2000)).is_ok());
    assert_eq!(ler(&"9".repeat(2001)), Err(ErroDeTexto::TextoLongo));
}
