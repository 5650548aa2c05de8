//! T = L + n/B: as contas, os extremos e quem manda.

use encapsulamento::entrega::tabela::{bytes, segundos};
use encapsulamento::entrega::{Bytes, Caminho, Manda, Segundos, Vazao};
use proptest::prelude::*;

const CAMINHO: Caminho = Caminho {
    latencia: 0.01,
    vazao: 1e8,
};

#[test]
fn um_megabyte_a_cem_megabits_leva_oitenta_milissegundos_mais_a_latencia() {
    assert!((CAMINHO.tempo(1e6) - 0.09).abs() < 1e-12);
}

#[test]
fn com_o_produto_latencia_vazao_as_duas_parcelas_empatam() {
    let n = CAMINHO.produto();
    assert!((n - 125_000.0).abs() < 1e-6);
    assert!((CAMINHO.envio(n) - CAMINHO.latencia).abs() < 1e-12);
    assert!((CAMINHO.aproveita(n) - 0.5).abs() < 1e-12);
}

#[test]
fn dez_vezes_mais_vazao_quase_nao_muda_a_mensagem_curta() {
    let largo = Caminho {
        vazao: 1e9,
        ..CAMINHO
    };
    let ganho = CAMINHO.tempo(64.0) / largo.tempo(64.0);
    assert!(ganho < 1.001, "a mensagem curta paga latência: {ganho}");
    let ganho = CAMINHO.tempo(1e10) / largo.tempo(1e10);
    assert!(ganho > 9.9, "a longa paga vazão: {ganho}");
}

#[test]
fn quem_manda_muda_dez_vezes_abaixo_e_dez_vezes_acima_do_empate() {
    let n = CAMINHO.produto();
    assert_eq!(CAMINHO.manda(n / 11.0), Manda::Latencia);
    assert_eq!(CAMINHO.manda(n), Manda::AsDuas);
    assert_eq!(CAMINHO.manda(n * 11.0), Manda::Vazao);
}

#[test]
fn as_grandezas_se_escrevem_com_unidade() {
    assert_eq!("1,5s".parse(), Ok(Segundos(1.5)));
    assert_eq!("2ms".parse(), Ok(Segundos(0.002)));
    assert_eq!("1Gbit".parse(), Ok(Vazao(1e9)));
    assert_eq!("64kB".parse(), Ok(Bytes(64e3)));
    for ruim in ["", "10", "ms", "-1ms", "0s", "1e3s", "NaNs", "infs", "10Ms"] {
        assert!(ruim.parse::<Segundos>().is_err(), "{ruim:?}");
    }
}

#[test]
fn o_que_se_mostra_tem_tres_algarismos_e_virgula() {
    assert_eq!(segundos(0.010_12), "10,1 ms");
    assert_eq!(segundos(86_400.0), "24 h");
    assert_eq!(bytes(125_000.0), "125 kB");
    assert_eq!(bytes(1500.0), "1500 B");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mais_carga_nunca_chega_antes_nem_aproveita_menos(
        latencia in 1e-6..10.0_f64, vazao in 1e3..1e11_f64,
        n in 1.0..1e12_f64, mais in 1.0..1e12_f64
    ) {
        let caminho = Caminho { latencia, vazao };
        prop_assert!(caminho.tempo(n + mais) >= caminho.tempo(n));
        prop_assert!(caminho.aproveita(n + mais) >= caminho.aproveita(n));
        prop_assert!(caminho.tempo(n) >= latencia);
    }
}
