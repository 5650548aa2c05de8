//! O depósito cortado em qualquer byte volta ao maior prefixo que vale.

use std::fs;
use std::path::Path;

use kafka::deposito::{Deposito, ErroDeDeposito};
use kafka::registro::Posicao;

fn em(particao: i32, offset: i64) -> Posicao {
    Posicao { particao, offset }
}

fn com_cinco_efeitos(arquivo: &Path) {
    let mut deposito = Deposito::abrir(arquivo, "t").expect("é novo");
    for onde in [em(0, 0), em(1, 0), em(0, 1), em(1, 7), em(0, 2)] {
        let novo = deposito.aplicar(onde, "ana=café\ncom quebra");
        assert!(novo.expect("escreve"));
    }
}

#[test]
fn cortado_em_qualquer_byte_o_deposito_perde_so_o_que_nao_terminou() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let arquivo = pasta.path().join("efeitos");
    com_cinco_efeitos(&arquivo);
    let inteiro = fs::read(&arquivo).expect("existe");
    for corte in 0..=inteiro.len() {
        fs::write(&arquivo, &inteiro[..corte]).expect("grava");
        let completas = inteiro[..corte].iter().filter(|b| **b == b'\n').count();
        let efeitos = completas.saturating_sub(1);
        let mut deposito = Deposito::abrir(&arquivo, "t").expect("o corte não o estraga");
        assert_eq!(deposito.efeitos(), efeitos, "cortado em {corte} bytes");
        // Refazer tudo tem de dar o mesmo arquivo, nem um byte a mais.
        for onde in [em(0, 0), em(1, 0), em(0, 1), em(1, 7), em(0, 2)] {
            deposito
                .aplicar(onde, "ana=café\ncom quebra")
                .expect("escreve");
        }
        drop(deposito);
        assert_eq!(
            fs::read(&arquivo).expect("existe"),
            inteiro,
            "cortado em {corte}"
        );
    }
}

#[test]
fn o_repetido_nao_tem_efeito_e_o_novo_tem_mesmo_depois_de_um_salto() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let mut deposito = Deposito::abrir(&pasta.path().join("e"), "t").expect("é novo");
    let mut aplicar = |onde| deposito.aplicar(onde, "x").expect("escreve");
    assert!(aplicar(em(0, 5)), "os offsets podem saltar");
    assert!(!aplicar(em(0, 5)));
    assert!(!aplicar(em(0, 4)), "o de trás já foi entregue antes");
    assert!(aplicar(em(1, 0)), "cada partição tem a sua conta");
    assert_eq!(deposito.efeitos(), 2);
}

#[test]
fn deposito_estragado_alheio_ou_em_uso_e_recusado_e_fica_como_estava() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let arquivo = pasta.path().join("efeitos");
    com_cinco_efeitos(&arquivo);
    let inteiro = fs::read(&arquivo).expect("existe");

    let alheio = Deposito::abrir(&arquivo, "outro").expect_err("é de t");
    assert!(matches!(alheio, ErroDeDeposito::Alheio { .. }), "{alheio}");

    let aberto = Deposito::abrir(&arquivo, "t").expect("é de t");
    let em_uso = Deposito::abrir(&arquivo, "t").expect_err("já está aberto");
    assert!(matches!(em_uso, ErroDeDeposito::EmUso(_)), "{em_uso}");
    drop(aberto);

    let segunda = inteiro.iter().position(|b| *b == b'\n').expect("há linhas") + 12;
    let mut estragado = inteiro.clone();
    estragado[segunda] ^= 1;
    fs::write(&arquivo, &estragado).expect("grava");
    let erro = Deposito::abrir(&arquivo, "t").expect_err("um bit mudou");
    assert!(
        matches!(erro, ErroDeDeposito::Estragado { linha: 2, .. }),
        "{erro}"
    );
    assert_eq!(
        fs::read(&arquivo).expect("existe"),
        estragado,
        "não se mexe no que sobrou"
    );
}
