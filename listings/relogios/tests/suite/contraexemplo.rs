//! O primeiro contraexemplo: o verificador acha a execução que desmente.

use rastro::modelo::LIMITE;
use relogios::placar::{FIM, sistema};

#[test]
fn a_rede_que_desordena_deixa_bia_mostrando_1() {
    let sistema = sistema();
    let exame = sistema.verificar(LIMITE);
    let jogadas = exame.contraexemplo(FIM).expect("a rede desordena");
    let rastro = sistema.rastro(jogadas).expect("são deste sistema");
    assert_eq!(
        rastro.linhas(),
        [
            "Ana envia a Bia: 1",
            "Ana envia a Bia: 2",
            "Bia recebe de Ana: 2",
            "Bia recebe de Ana: 1",
        ]
    );
}
