//! Muitos clientes calados, em processos à parte: todos ficam, e cada um custa pouco.
#![cfg(target_os = "linux")] // a memória vem de /proc

mod comum;

use std::time::Instant;

use comum::calados::pesar;

#[test]
fn dez_mil_calados_ficam_e_custam_menos_de_20_kib_cada() {
    // Cada processo abre no máximo 20.000 descritores: a carga fica em dois.
    let comeco = Instant::now();
    let custo = pesar(2, 5_000);
    println!("{custo:?} em {:?}", comeco.elapsed());
    assert!(custo.cada() < 20.0, "{custo:?}");
}
