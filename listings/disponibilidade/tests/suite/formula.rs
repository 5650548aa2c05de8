//! A fórmula, conferida com o que ela resume: todos os casos, um por um.

use disponibilidade::formula::{alguma_parada, disponibilidade, indisponibilidade};
use disponibilidade::grupo::{Exigencia, Grupo, Impossivel, MAXIMO};
use disponibilidade::probabilidade::{Invalida, Probabilidade};
use disponibilidade::tabela::por_ano;
use proptest::prelude::*;

fn p(valor: f64) -> Probabilidade {
    Probabilidade::nova(valor).expect("o teste usa probabilidades")
}

/// Soma a chance de cada um dos 2ⁿ estados em que há `k` ou mais de pé.
fn estado_por_estado(k: u32, n: u32, de_pe: f64) -> f64 {
    let servem = (0_u32..1 << n).filter(|estado| estado.count_ones() >= k);
    let chance = |estado: u32| {
        let m = estado.count_ones() as i32;
        de_pe.powi(m) * (1.0 - de_pe).powi(n as i32 - m)
    };
    servem.map(chance).sum()
}

#[track_caller]
fn perto(obtido: f64, esperado: f64) {
    let erro = (obtido - esperado).abs() / esperado.abs().max(f64::MIN_POSITIVE);
    assert!(
        erro < 1e-9 || obtido == esperado,
        "{obtido} devia ser {esperado}"
    );
}

#[test]
fn k_de_n_e_a_soma_de_todos_os_estados_que_servem() {
    for n in 1..=10 {
        for k in 1..=n {
            for a in [0.01, 0.3, 0.5, 0.9, 0.999] {
                let grupo = Grupo::novo(k, n).unwrap();
                perto(disponibilidade(grupo, p(a)), estado_por_estado(k, n, a));
            }
        }
    }
}

#[test]
fn os_numeros_do_capitulo() {
    let cem = alguma_parada(p(0.01), 100);
    assert_eq!(format!("{cem:.3}"), "0.634");
    let de_3 = |exigencia: Exigencia| disponibilidade(exigencia.em(3).unwrap(), p(0.99));
    assert_eq!(format!("{:.6}", de_3(Exigencia::Todas)), "0.970299");
    assert_eq!(format!("{:.6}", de_3(Exigencia::Maioria)), "0.999702");
    assert_eq!(format!("{:.6}", de_3(Exigencia::Uma)), "0.999999");
    // Cinco serviços de que se precisa, cada um com três noves.
    let cinco = alguma_parada(p(0.001), 5);
    assert_eq!(por_ano(cinco), "1,82 dias");
    // Máquinas de 30 anos: num dia, em 10.000 delas, em média 0,91 falha.
    let num_dia = alguma_parada(p(1.0 / (30.0 * 365.0)), 10_000);
    assert_eq!(format!("{num_dia:.2}"), "0.60");
}

#[test]
fn os_noves_do_capitulo() {
    let noves = [0.1, 0.01, 0.001, 0.0001, 0.00001].map(por_ano);
    assert_eq!(
        noves,
        ["36,50 dias", "3,65 dias", "8,76 h", "52,56 min", "5,26 min"]
    );
}

#[test]
fn a_conta_n_vezes_p_so_vale_enquanto_e_pequena() {
    let relativo = |chance: f64, n: u32| {
        let certo = alguma_parada(p(chance), n);
        (f64::from(n) * chance - certo) / certo
    };
    assert!(
        relativo(0.001, 10) < 0.005,
        "com n·p = 0,01 o erro não chega a 0,5%"
    );
    assert!(relativo(0.01, 100) > 0.5, "com n·p = 1 o erro passa de 50%");
}

#[test]
fn uma_chance_minuscula_nao_some_no_arredondamento() {
    perto(alguma_parada(p(1e-18), 1000), 1e-15);
    assert_eq!(
        1.0 - (1.0_f64 - 1e-18).powi(1000),
        0.0,
        "a conta direta perde tudo"
    );
}

#[test]
fn a_maioria_piora_o_que_ja_e_ruim() {
    let tres = Exigencia::Maioria.em(3).unwrap();
    assert!(disponibilidade(tres, p(0.51)) > 0.51);
    assert!(disponibilidade(tres, p(0.49)) < 0.49);
    perto(disponibilidade(tres, p(0.5)), 0.5);
}

#[test]
fn grupo_impossivel_e_recusado_com_o_motivo() {
    assert_eq!(Grupo::novo(1, 0), Err(Impossivel::SemMaquinas));
    assert_eq!(Grupo::novo(0, 3), Err(Impossivel::NaoPrecisaDeNada));
    assert_eq!(
        Grupo::novo(4, 3),
        Err(Impossivel::PrecisaDemais { k: 4, n: 3 })
    );
    let n = MAXIMO + 1;
    assert_eq!(Grupo::novo(1, n), Err(Impossivel::GrandeDemais { n }));
}

#[test]
fn so_e_probabilidade_o_que_esta_entre_0_e_1() {
    for fora in [-0.1, 1.000_001, f64::NAN, f64::INFINITY] {
        assert_eq!(
            Probabilidade::nova(fora),
            Err(Invalida::ForaDaFaixa),
            "{fora}"
        );
    }
    assert_eq!("0,01".parse(), Ok(p(0.01)));
    assert_eq!("0.01".parse(), Ok(p(0.01)));
    assert_eq!("1%".parse::<Probabilidade>(), Err(Invalida::NaoENumero));
}

proptest! {
    // O leitor quebra a fórmula de propósito: que isso não deixe arquivo na pasta dele.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn servir_e_parar_somam_um(n in 1_u32..300, k in 1_u32..300, a in 0.0_f64..=1.0) {
        let grupo = Grupo::novo(k.min(n), n).unwrap();
        let soma = disponibilidade(grupo, p(a)) + indisponibilidade(grupo, p(a).complemento());
        prop_assert!((soma - 1.0).abs() < 1e-9, "{soma}");
    }

    #[test]
    fn precisar_de_todas_e_o_contrario_de_haver_alguma_parada(n in 1_u32..2000, q in 0.0_f64..=1.0) {
        let todas = Exigencia::Todas.em(n).unwrap();
        let diferenca = indisponibilidade(todas, p(q)) - alguma_parada(p(q), n);
        prop_assert!(diferenca.abs() < 1e-9, "{diferenca}");
    }

    #[test]
    fn exigir_menos_nunca_piora(n in 2_u32..100, k in 1_u32..99, a in 0.0_f64..=1.0) {
        let k = k.min(n - 1);
        let menos = disponibilidade(Grupo::novo(k, n).unwrap(), p(a));
        let mais = disponibilidade(Grupo::novo(k + 1, n).unwrap(), p(a));
        prop_assert!(menos >= mais - 1e-12);
    }
}
