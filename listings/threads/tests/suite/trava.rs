//! A trava giratória com threads de verdade.

use std::panic::{AssertUnwindSafe, catch_unwind};

use threads::contador::em_threads;
use threads::trava::Certa;

#[test]
fn com_a_trava_nenhuma_soma_se_perde() {
    let trava = Certa::nova(0);
    em_threads(4, 1000, || trava.com(|n| *n += 1)).expect("há threads");
    assert_eq!(trava.com(|n| *n), 4000);
}

#[test]
fn quem_entra_em_panico_la_dentro_deixa_a_trava_aberta() {
    let trava = Certa::nova(0);
    let usar = AssertUnwindSafe(|| trava.com(|_| panic!("defeito lá dentro")));
    catch_unwind(usar).expect_err("o pânico passa adiante");
    assert_eq!(trava.com(|n| *n), 0);
}
