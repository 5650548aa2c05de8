//! Como se diz um impasse.

use threads::mesa::Impasse;

#[test]
fn o_mesmo_circulo_se_conta_a_partir_do_menor() {
    for circulo in [[2, 3, 0, 1], [0, 1, 2, 3], [1, 2, 3, 0]] {
        let impasse = Impasse(circulo.to_vec()).a_partir_do_menor();
        assert_eq!(impasse, Impasse(vec![0, 1, 2, 3]), "contado de {circulo:?}");
    }
}
