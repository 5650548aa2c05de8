//! O que está no lugar do instantâneo pode não ser um.

use std::fs;
use std::path::PathBuf;

use crate::banco::fazer;
use crate::comum::Lugar;

#[test]
fn o_arquivo_de_outro_programa_com_o_nome_do_instantaneo_fica_como_estava() {
    let lugar = Lugar::novo();
    let mut banco = lugar.abrir();
    fazer(
        &mut banco,
        &["abrir ana", "depositar ana 100", "sacar ana 30"],
    );
    let provisorio = {
        let mut nome = lugar.instantaneo().into_os_string();
        nome.push(".novo");
        PathBuf::from(nome)
    };
    for alheio in [lugar.instantaneo(), provisorio] {
        for conteudo in ["pão, leite", "instantâneo\n", "inst antaneo 1"] {
            fs::write(&alheio, conteudo).unwrap();
            let erro = banco.tirar_instantaneo().unwrap_err().to_string();
            assert!(
                erro.ends_with("não é um instantâneo; não mexi nele"),
                "{erro}"
            );
            assert_eq!(fs::read_to_string(&alheio).unwrap(), conteudo);
        }
        // O que uma queda cortou é nosso, e dá lugar ao seguinte.
        for pedaco in ["", "instan", "instantaneo 1 f"] {
            fs::write(&alheio, pedaco).unwrap();
            assert_eq!(banco.tirar_instantaneo().unwrap(), 3, "{pedaco:?}");
        }
        fs::remove_file(lugar.instantaneo()).unwrap();
    }
}
