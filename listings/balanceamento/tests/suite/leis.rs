//! As três leis e o ajuste, contra os seus casos conhecidos.

use balanceamento::ajuste::{Medida, SemAjuste, ajustar, exemplo};
use balanceamento::leis::{amdahl, gustafson, pico, universal};
use proptest::prelude::*;

fn quase(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn amdahl_nao_passa_do_inverso_da_parte_serial() {
    assert!(quase(amdahl(0.95, 20.0), 10.256_410_256));
    assert!(amdahl(0.95, 1e12) < 20.0 + 1e-6, "o teto é 1 / 0,05");
}

#[test]
fn gustafson_com_95_por_cento_em_64_processadores_da_60_85() {
    assert!(quase(gustafson(0.95, 64.0), 60.85));
}

proptest! {
    #[test]
    fn sem_coerencia_a_universal_e_a_de_amdahl(sigma in 0.0..1.0f64, p in 1.0..1e4f64) {
        prop_assert!(quase(universal(sigma, 0.0, p), amdahl(1.0 - sigma, p)));
    }

    #[test]
    fn com_um_processador_ninguem_ganha(f in 0.0..1.0f64, kappa in 0.0..0.1f64) {
        prop_assert!(quase(amdahl(f, 1.0), 1.0));
        prop_assert!(quase(gustafson(f, 1.0), 1.0));
        prop_assert!(quase(universal(f, kappa, 1.0), 1.0));
    }

    #[test]
    fn as_duas_perguntas_concordam_quando_a_fracao_e_do_mesmo_trabalho(
        g in 0.0..0.999f64, p in 1.0..1e3f64
    ) {
        // g é a fração do tempo paralelo; f, a mesma parte no tempo serial.
        let f = g * p / ((1.0 - g) + g * p);
        prop_assert!(quase(amdahl(f, p), gustafson(g, p)));
    }

    #[test]
    fn no_pico_a_universal_e_maxima(sigma in 0.0..0.5f64, kappa in 1e-5..1e-2f64) {
        let p = pico(sigma, kappa).expect("há coerência");
        let no_pico = universal(sigma, kappa, p);
        prop_assert!(no_pico >= universal(sigma, kappa, p * 1.05));
        prop_assert!(no_pico >= universal(sigma, kappa, p * 0.95));
    }

    #[test]
    fn o_ajuste_recupera_uma_lei_sem_ruido(
        base in 1.0..1e4f64, sigma in 0.0..0.3f64, kappa in 0.0..0.01f64
    ) {
        let medidas = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]
            .map(|p| Medida { p, vazao: base * universal(sigma, kappa, p) });
        let ajuste = ajustar(&medidas).expect("é uma lei");
        prop_assert!((ajuste.base / base - 1.0).abs() < 1e-6);
        prop_assert!((ajuste.sigma - sigma).abs() < 1e-6, "{ajuste:?}");
        prop_assert!((ajuste.kappa - kappa).abs() < 1e-6, "{ajuste:?}");
    }
}

#[test]
fn com_tres_por_cento_de_ruido_o_ajuste_ainda_acha_o_pico() {
    let certo = pico(0.05, 0.0006).expect("há coerência");
    for semente in 0..100 {
        let ajuste = ajustar(&exemplo(semente)).expect("o exemplo se ajusta");
        let achado = ajuste.pico().expect("o exemplo tem pico");
        assert!(
            (achado / certo - 1.0).abs() < 0.15,
            "semente {semente}: pico em {achado:.1}, e devia ser perto de {certo:.1}"
        );
    }
}

#[test]
fn medidas_que_nao_bastam_ou_nao_seguem_a_lei_sao_recusadas() {
    let m = |p, vazao| Medida { p, vazao };
    let duas = [m(1.0, 10.0), m(2.0, 20.0), m(2.0, 19.0)];
    assert_eq!(ajustar(&duas), Err(SemAjuste::Poucas(2)));
    assert_eq!(ajustar(&[m(0.5, 10.0)]), Err(SemAjuste::Invalida));
    assert_eq!(ajustar(&[m(1.0, 0.0)]), Err(SemAjuste::Invalida));
    assert_eq!(ajustar(&[m(1.0, f64::NAN)]), Err(SemAjuste::Invalida));
    let dobra = [m(1.0, 10.0), m(2.0, 40.0), m(4.0, 160.0)];
    assert_eq!(ajustar(&dobra), Err(SemAjuste::NaoSegue));
}
