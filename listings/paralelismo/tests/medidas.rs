//! O arquivo de medidas e a lei de Amdahl.

use paralelismo::amdahl::{fracao_sequencial, ganho};
use paralelismo::medidas::{ErroDeMedida, escrever, ganhos, ler};
use proptest::prelude::*;

const ARQUIVO: &str = "# onde\ntrabalho;modo;threads;segundos\n\
                       ordenar;sequencial;1;2.000\nordenar;rayon;2;1.000\n";

#[test]
fn o_que_se_escreve_se_le() {
    let medidas = ler(ARQUIVO).expect("o arquivo está certo");
    assert_eq!(escrever("# onde\n", &medidas), ARQUIVO);
}

#[test]
fn o_ganho_e_sobre_o_sequencial() {
    let medidas = ler(ARQUIVO).expect("o arquivo está certo");
    assert_eq!(ganhos(&medidas, "ordenar", "rayon"), Ok(vec![(2.0, 2.0)]));
    let falta = ErroDeMedida::Falta("contar".into(), "sequencial".into());
    assert_eq!(ganhos(&medidas, "contar", "rayon"), Err(falta));
}

#[test]
fn linha_errada_e_dita_pelo_numero() {
    for errada in ["a;b;1", "a;b;0;1", "a;b;1;0", "a;b;1;x", "a;b;1;2;3"] {
        assert_eq!(
            ler(&format!("# onde\n{errada}\n")),
            Err(ErroDeMedida::Linha(2))
        );
    }
}

#[test]
fn amdahl_nos_extremos() {
    assert_eq!(ganho(0.0, 8.0), 8.0, "nada em sequência: o ganho é p");
    assert_eq!(ganho(1.0, 8.0), 1.0, "tudo em sequência: não há ganho");
    let teto = ganho(0.05, 1e12);
    assert!(
        (teto - 20.0).abs() < 1e-6,
        "com 5% o teto é 20, e não {teto}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_fracao_e_o_inverso_do_ganho(f in 0.0..1.0_f64, p in 2.0..64.0_f64) {
        let volta = fracao_sequencial(ganho(f, p), p);
        prop_assert!((volta - f).abs() < 1e-9, "{} virou {}", f, volta);
    }
}
