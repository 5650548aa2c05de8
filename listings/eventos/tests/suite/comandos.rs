//! O que o banco aceita e o que recusa, antes de qualquer disco.

use eventos::comando::{Decisao, decidir};
use eventos::console::{ErroDeUso, ler};
use eventos::contas::{Contas, Recusa};
use eventos::dinheiro::{Centavos, ErroDeValor, MAIOR_VALOR};
use eventos::instantaneo;
use eventos::log::soma;

use crate::banco::{comando, conta};

/// As contas depois de uns comandos que dão certo.
fn contas(linhas: &[&str]) -> Contas {
    let mut contas = Contas::default();
    for linha in linhas {
        let Ok(Decisao::Registrar(evento)) = decidir(&contas, &comando(linha)) else {
            panic!("{linha} devia dar certo");
        };
        contas.aplicar(&evento).unwrap();
    }
    contas
}

#[track_caller]
fn recusado(contas: &Contas, linha: &str) -> Recusa {
    decidir(contas, &comando(linha)).expect_err(linha)
}

#[test]
fn ninguem_saca_nem_transfere_mais_do_que_tem() {
    let contas = contas(&["abrir ana", "abrir bia", "depositar ana 100"]);
    let motivo = Recusa::SaldoInsuficiente {
        conta: conta("ana"),
        saldo: Centavos(10_000),
        pedido: Centavos(10_001),
    };

    assert_eq!(recusado(&contas, "sacar ana 100,01"), motivo);
    assert_eq!(recusado(&contas, "transferir ana bia 100,01"), motivo);
    assert!(decidir(&contas, &comando("sacar ana 100")).is_ok());
}

#[test]
fn conta_que_nao_existe_ou_ja_existe_e_recusada() {
    let contas = contas(&["abrir ana", "depositar ana 10"]);
    let falta = Recusa::NaoExiste(conta("bia"));

    assert_eq!(recusado(&contas, "depositar bia 1"), falta);
    assert_eq!(recusado(&contas, "sacar bia 1"), falta);
    assert_eq!(recusado(&contas, "transferir ana bia 1"), falta);
    assert_eq!(recusado(&contas, "transferir bia ana 1"), falta);
    assert_eq!(
        recusado(&contas, "abrir ana"),
        Recusa::JaExiste(conta("ana"))
    );
    assert_eq!(
        recusado(&contas, "transferir ana ana 1"),
        Recusa::MesmaConta
    );
}

#[test]
fn a_versao_que_o_cliente_leu_precisa_ser_a_de_agora() {
    let contas = contas(&["abrir ana", "depositar ana 100", "depositar ana 50"]);

    let motivo = recusado(&contas, "sacar ana 100 versao=2");

    let conta = conta("ana");
    assert_eq!(
        motivo,
        Recusa::Versao {
            conta,
            atual: 3,
            suposta: 2
        }
    );
    assert!(decidir(&contas, &comando("sacar ana 100 versao=3")).is_ok());
    assert!(
        decidir(&contas, &comando("abrir bia versao=0")).is_ok(),
        "uma conta que não existe está na versão zero"
    );
}

#[test]
fn repetir_com_chave_e_versao_antiga_ainda_e_repetir() {
    let contas = contas(&["abrir ana", "depositar ana 100 chave=k versao=1"]);

    let repetido = decidir(&contas, &comando("depositar ana 100 chave=k versao=1"));

    assert_eq!(repetido, Ok(Decisao::JaFeito(2)));
}

#[test]
fn a_mesma_chave_para_outra_coisa_e_recusada() {
    let contas = contas(&["abrir ana", "depositar ana 100 chave=k"]);

    let motivo = recusado(&contas, "depositar ana 200 chave=k");

    let chave = "k".parse().unwrap();
    assert_eq!(motivo, Recusa::ChaveReusada { chave, numero: 2 });
}

#[test]
fn o_saldo_nunca_da_a_volta() {
    // Nenhuma história curta chega lá; um instantâneo escrito à mão, sim.
    let corpo = format!("instantaneo 1 0 1 24 0\nconta ana {} 1\n", u64::MAX - 9);
    let texto = format!("{corpo}soma {:08x}\n", soma(corpo.as_bytes()));
    let (contas, _) = instantaneo::decodificar(&texto).unwrap();

    let motivo = recusado(&contas, "depositar ana 0,10");

    assert_eq!(motivo, Recusa::NaoCabe(conta("ana")));
    assert!(decidir(&contas, &comando("depositar ana 0,09")).is_ok());
}

#[test]
fn valores_se_leem_algarismo_por_algarismo() {
    for (texto, centavos) in [
        ("10", 1000),
        ("10,50", 1050),
        ("0,01", 1),
        ("0010", 1000),
        ("1000000000", MAIOR_VALOR.0),
        ("0,10", 10),
        ("0,29", 29), // em f64, 0,29 vezes 100 é menos do que 29
    ] {
        assert_eq!(texto.parse(), Ok(Centavos(centavos)), "{texto}");
    }
    for texto in [
        "", "-5", "+5", "10.50", "10,5", "10,505", ",50", "1.000,00", "dez", "1e9",
        "NaN", "10,-5", "٣", "1,2,3",
    ] {
        let forma = ErroDeValor::Forma(texto.to_owned());
        assert_eq!(texto.parse::<Centavos>(), Err(forma));
    }
    for texto in ["0", "0,00", "1000000000,01", "99999999999999999999999999"] {
        assert_eq!(
            texto.parse::<Centavos>(),
            Err(ErroDeValor::Faixa),
            "{texto}"
        );
    }
}

#[test]
fn um_pedido_mal_escrito_diz_como_se_escreve() {
    for (linha, trecho) in [
        ("voar ana", "não conheço o pedido \"voar\""),
        ("", "não conheço o pedido"),
        ("abrir", "abrir CONTA"),
        ("abrir ana bia", "abrir CONTA"),
        ("sacar ana", "sacar CONTA VALOR"),
        ("transferir ana 10", "transferir DE PARA VALOR"),
        ("sacar ana -10", "não é um valor"),
        ("sacar ana 10 cor=azul", "não conheço cor="),
        ("sacar ana 10 versao=x", "não é um número de evento"),
        ("sacar ana 10 ate=3", "ate= só serve a saldo"),
        ("saldo ana chave=k", "só servem a quem muda"),
        ("abrir josé", "não serve de nome"),
        ("abrir -ana", "não serve de nome"),
        ("eventos 3", "só o nome"),
    ] {
        let erro = ler(&linha.split(' ').collect::<Vec<_>>()).expect_err(linha);
        assert!(erro.to_string().contains(trecho), "{linha}: {erro}");
    }
    assert_eq!(ler(&[]), Err(ErroDeUso::Vazio));
}
