//! A fórmula da utilização contra quem de fato envia, em tempo virtual.

use std::time::Duration;

use mensagens::utilizacao::{pela_formula, pela_medida};

#[test]
fn a_medida_concorda_com_a_formula_em_tres_ordens_de_grandeza() {
    for vazao in [1e6, 1e7, 1e8, 1e9] {
        for ms in [1, 10, 100, 600] {
            let rtt = Duration::from_millis(ms);
            let (formula, medida) =
                (pela_formula(vazao, rtt), pela_medida(vazao, rtt).unwrap());
            // A fórmula esquece os 13 bytes da confirmação, que também ocupam
            // o enlace: 1,1% do datagrama, no pior caso.
            let desvio = (formula - medida) / formula;
            assert!(
                (-1e-6..0.011).contains(&desvio),
                "{vazao} bit/s e {ms} ms: fórmula {formula}, medida {medida}"
            );
        }
    }
}

#[test]
fn dobrar_a_vazao_quase_nao_muda_nada_quando_a_espera_domina() {
    let rtt = Duration::from_millis(80);
    let antes = 1e8 * pela_formula(1e8, rtt);
    let depois = 2e8 * pela_formula(2e8, rtt);
    assert!(
        depois / antes < 1.001,
        "{antes} e {depois} bits por segundo"
    );
}
