//! O rastro num arquivo: ida, volta e o que não se lê.

use proptest::prelude::*;
use rastro::{ErroDeLeitura, Procedencia, Rastro, como_abrir, guardar};

use crate::desenho::qualquer;

const DOIS: &str = r#"{"rastro":1,"processos":["A","B"]}"#;

#[track_caller]
fn recusado(eventos: &[&str]) -> String {
    let texto = format!("{DOIS}\n{}\n", eventos.join("\n"));
    let erro = Rastro::ler(&texto).expect_err("o arquivo não devia ser aceito");
    let linha = format!("linha {}: ", eventos.len() + 1);
    let erro = erro.to_string();
    let motivo = erro.strip_prefix(&linha);
    motivo
        .unwrap_or_else(|| panic!("devia culpar a última linha: {erro}"))
        .to_owned()
}

#[test]
fn um_arquivo_que_conta_o_impossivel_nao_se_le() {
    let envio = r#"{"no":0,"ordem":1,"tipo":"envio","mensagem":0,"para":1,"texto":"x"}"#;
    let casos: [(&[&str], &str); 9] = [
        (
            &[r#"{"no":0,"tipo":"recepcao","mensagem":0}"#],
            "a mensagem 0 não foi enviada",
        ),
        (
            &[envio, r#"{"no":0,"tipo":"perda","mensagem":0}"#],
            "a mensagem 0 ia para o processo 1, e não para o 0",
        ),
        (
            &[r#"{"no":0,"tipo":"envio","mensagem":3,"para":1,"texto":"x"}"#],
            "a mensagem posta em viagem devia ter o número 0",
        ),
        (
            &[envio, r#"{"no":0,"ordem":3,"tipo":"local","texto":"x"}"#],
            "o nó 0 passa do evento 1 ao 3: falta uma linha, ou sobra",
        ),
        (
            &[r#"{"no":0,"tipo":"local"}"#],
            "falta “texto” num evento do tipo local",
        ),
        (
            &[r#"{"no":0,"tipo":"pulo"}"#],
            "não há evento do tipo “pulo”; os tipos são: envio, recepcao, perda, \
             duplicacao, local, prazo, queda, volta",
        ),
        (
            &[r#"{"no":9,"tipo":"queda"}"#],
            "não há processo 9: são 2, numerados a partir de 0",
        ),
        (&[r#"{"no":0,"tipo":"#], "a linha foi cortada no meio"),
        (&["isto não"], "isto não é JSON, a partir da coluna 1"),
    ];
    for (eventos, motivo) in casos {
        assert_eq!(recusado(eventos), motivo);
    }
    assert!(
        recusado(&[r#"{"no":"zero","tipo":"queda"}"#]).starts_with("o JSON não é o de")
    );
}

#[test]
fn o_comeco_do_arquivo_tambem_se_confere() {
    assert_eq!(Rastro::ler(" \n"), Err(ErroDeLeitura::Vazio));
    let outra = r#"{"rastro":2,"processos":["A"]}"#;
    assert_eq!(Rastro::ler(outra), Err(ErroDeLeitura::Versao(2)));
    let ninguem =
        Rastro::ler(r#"{"rastro":1,"processos":[]}"#).expect_err("sem processos");
    assert!(
        ninguem.to_string().contains("ao menos um processo"),
        "{ninguem}"
    );
}

#[test]
fn o_rastro_guardado_se_le_de_volta_e_se_sabe_como_abrir() {
    let mut rastro = Rastro::novo(["A", "B"]).unwrap();
    let m = rastro.enviar(0, 1, "oi").unwrap();
    rastro.perder(m).unwrap();
    let rastro = rastro.vindo_de(Procedencia {
        modelo: "exemplo".to_owned(),
        nos: 2,
        jogadas: vec!["entregar".into()],
    });
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let arquivo = guardar(&rastro, pasta.path(), "um/exemplo").expect("grava");
    assert_eq!(arquivo.file_name().expect("tem nome"), "um-exemplo.jsonl");
    let texto = std::fs::read_to_string(&arquivo).expect("está lá");
    assert_eq!(Rastro::ler(&texto), Ok(rastro));
    let aqui = rastro::pasta_dos_rastros().join("x.jsonl");
    assert_eq!(
        como_abrir(&aqui),
        "cargo xtask rastro target/rastros/x.jsonl"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ida_e_volta_devolve_o_mesmo_rastro(r in qualquer()) {
        prop_assert_eq!(Rastro::ler(&r.em_linhas()), Ok(r));
    }
}
