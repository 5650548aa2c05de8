//! O depósito cortado em qualquer byte volta ao maior prefixo que vale.

use std::collections::BTreeMap;
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
    assert!(
        matches!(alheio, ErroDeDeposito::DeOutroTopico { .. }),
        "{alheio}"
    );

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

#[test]
fn o_arquivo_de_outro_programa_e_recusado_e_fica_como_estava() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let arquivo = pasta.path().join("notas.json");
    for alheio in [
        &b"{\"notas\": [7, 10]}"[..],
        b"{\"notas\": [7, 10]}\n",
        b"x",
        b"\n",
        b"deposito 2 t\n",
        b"Deposito 1 t",
        b"\xff\x00",
        &[b'a'; 10_000],
    ] {
        fs::write(&arquivo, alheio).expect("grava");
        let erro = Deposito::abrir(&arquivo, "t").expect_err("não é nosso");
        assert!(matches!(erro, ErroDeDeposito::Alheio(_)), "{erro}");
        assert_eq!(fs::read(&arquivo).expect("existe"), alheio);
    }
    // De outro tópico, mesmo cortado, também não é deste.
    for de_outro in ["deposito 1 ta\n", "deposito 1 x", "deposito 1 tt"] {
        fs::write(&arquivo, de_outro).expect("grava");
        let erro = Deposito::abrir(&arquivo, "t").expect_err("é de outro");
        assert!(
            matches!(erro, ErroDeDeposito::DeOutroTopico { .. }),
            "{erro}"
        );
        assert_eq!(fs::read_to_string(&arquivo).expect("existe"), de_outro);
    }
}

#[test]
fn faltando_o_efeito_do_que_esta_confirmado_o_deposito_nao_serve() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let arquivo = pasta.path().join("efeitos");
    com_cinco_efeitos(&arquivo);
    let inteiro = fs::read(&arquivo).expect("existe");
    // A partição 0 tem efeitos até o offset 2; a 1, até o 7.
    let confirmados = BTreeMap::from([(0, 3), (1, 8)]);
    let mut com_o_ultimo_bit = inteiro.clone();
    *com_o_ultimo_bit.last_mut().expect("tem bytes") ^= 1;
    let mut com_um_bit = inteiro.clone();
    let ultimo = inteiro.len() - 3;
    com_um_bit[ultimo] ^= 1;
    for faltoso in [
        &inteiro[..0],
        &inteiro[..5],
        &inteiro[..inteiro.len() - 1],
        &inteiro[..inteiro.len() - 20],
        &com_o_ultimo_bit,
        &com_um_bit,
    ] {
        fs::write(&arquivo, faltoso).expect("grava");
        let deposito = Deposito::abrir(&arquivo, "t").expect("o corte não o estraga");
        let erro = deposito.conferir(&confirmados).expect_err("falta efeito");
        assert!(matches!(erro, ErroDeDeposito::Faltam { .. }), "{erro}");
        // Cortado antes de se confirmar, o registro volta: não falta nada.
        let antes = BTreeMap::new();
        deposito.conferir(&antes).expect("nada se confirmou");
        assert_eq!(fs::read(&arquivo).expect("existe"), faltoso, "só se olhou");
    }
    fs::write(&arquivo, &inteiro).expect("grava");
    let deposito = Deposito::abrir(&arquivo, "t").expect("está inteiro");
    deposito.conferir(&confirmados).expect("não falta nada");
    assert!(!deposito.cortado());
}
