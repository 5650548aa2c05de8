//! Muitos clientes calados, em processos à parte: todos ficam, e cada um custa pouco.

use std::sync::PoisonError;
use std::time::Instant;

use crate::BALANCA;
use crate::comum::calados::pesar;

#[test]
fn dez_mil_calados_ficam_e_custam_menos_de_20_kib_cada() {
    let _so_eu = BALANCA.lock().unwrap_or_else(PoisonError::into_inner);
    // Cada processo abre no máximo 20.000 descritores: a carga fica em dois.
    let comeco = Instant::now();
    let custo = pesar(2, 5_000);
    println!("{custo:?} em {:?}", comeco.elapsed());
    assert!(custo.cada() < 20.0, "{custo:?}");
}
