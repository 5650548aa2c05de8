//! O arquivo de medidas: o que se grava, o que se lê e o que se recusa.

use balanceamento::medidas::{ErroDeMedidas, Medidas, mediana};

const EXEMPLO: &str = "# medido em 2026-11-20
curtas direto      100.0  200.0  300.0
curtas balanceador  90.0  100.0  330.0
curtas haproxy     100.0  125.0  300.0
longas direto      100.0  200.0  300.0
longas balanceador  90.0  100.0  330.0
longas haproxy     100.0  125.0  300.0
";

#[test]
fn o_que_se_grava_e_o_que_se_le() {
    let medidas = Medidas::ler(EXEMPLO).expect("o exemplo é bem formado");
    assert_eq!(Medidas::ler(&medidas.to_string()), Ok(medidas));
}

#[test]
fn a_razao_compara_rodada_com_rodada() {
    let medidas = Medidas::ler(EXEMPLO).expect("o exemplo é bem formado");
    // 0,9, 0,8 e 1,1: a mediana é 0,9; a das medianas seria 100/125.
    let razao = medidas.razao("curtas", "balanceador", "haproxy");
    assert_eq!(razao.map(|r| format!("{r:.2}")), Ok("0.90".to_owned()));
}

#[test]
fn medidas_incompletas_ou_ilegiveis_sao_recusadas() {
    let sem = EXEMPLO.replace("longas haproxy     100.0  125.0  300.0\n", "");
    let falta = ErroDeMedidas::Falta("longas".to_owned(), "haproxy".to_owned());
    assert_eq!(Medidas::ler(&sem), Err(falta));
    let curta = EXEMPLO.replace("longas haproxy     100.0", "longas haproxy");
    assert_eq!(
        Medidas::ler(&curta),
        Err(ErroDeMedidas::Rodadas("longas".to_owned()))
    );
    for ruim in ["cem", "-1.0", "inf", "0"] {
        let texto = EXEMPLO.replacen("90.0", ruim, 1);
        assert_eq!(Medidas::ler(&texto), Err(ErroDeMedidas::Linha(3)), "{ruim}");
    }
}

#[test]
fn a_mediana_e_o_valor_do_meio() {
    assert_eq!(mediana(&[3.0, 1.0, 2.0]), 2.0);
    assert_eq!(mediana(&[4.0, 1.0, 2.0, 3.0]), 2.5);
}
