//! O arquivo de medidas vai e volta, e o que está errado nele é dito.

use std::num::NonZero;

use apoio::medida::ErroDeMedida;
use threads::medidas::{FORMA, Medida, escrever, grafico, ler};

fn medida(threads: usize, calcular: f64, esperar: f64) -> Medida {
    let threads = NonZero::new(threads).expect("ao menos uma");
    Medida {
        threads,
        calcular,
        esperar,
    }
}

#[test]
fn o_que_se_escreve_se_le() {
    let medidas = [medida(1, 320.5, 322.0), medida(16, 160.0, 20.5)];
    assert_eq!(ler(&escrever("# onde\n", &medidas)), Ok(medidas.to_vec()));
}

#[test]
fn linha_errada_e_dita_pelo_numero() {
    for errada in ["1;2", "1;2;3;4", "0;1;1", "1;x;1"] {
        let texto = format!("# onde\nthreads;a;b\n{errada}\n");
        assert_eq!(ler(&texto), Err(ErroDeMedida::Linha(3, FORMA)), "{errada}");
    }
    assert_eq!(ler("# só o cabeçalho\n"), Err(ErroDeMedida::Vazio));
}

#[test]
fn sem_a_medida_de_uma_thread_nao_ha_com_que_comparar() {
    let erro = grafico(&[medida(2, 1.0, 1.0)]).expect_err("falta a de uma");
    assert_eq!(erro, ErroDeMedida::Vazio);
}
