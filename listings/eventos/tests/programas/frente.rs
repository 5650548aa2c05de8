//! O programa visto de fora: o que diz, com que status sai, o que sobrevive.

use std::fs;

use apoio::teste::Programa;
#[cfg(target_os = "linux")]
use apoio::teste::no_shell;

use crate::comum::Lugar;
use crate::conta::{CONTA, pedir, sessao};

#[test]
fn uso_errado_sai_com_2_e_nao_cria_arquivo() {
    let lugar = Lugar::novo();
    for (pedido, trecho) in [
        ("voar ana", "erro: não conheço o pedido \"voar\""),
        ("abrir", "erro: escreva assim: abrir CONTA"),
        ("depositar ana -5", "erro: \"-5\" não é um valor"),
        ("depositar ana 0", "o valor vai de 0,01 a 1000000000,00"),
        ("depositar ana 99999999999", "o valor vai de 0,01"),
        ("abrir ana/../bia", "não serve de nome"),
    ] {
        let fim = pedir(&lugar, pedido);
        assert_eq!(fim.status.code(), Some(2), "{pedido}: {fim:?}");
        assert!(fim.erro.contains(trecho), "{pedido}: {}", fim.erro);
    }
    assert!(!lugar.log.exists());
    let fim = Programa::iniciar(CONTA, &["--arquivo", "x"]).esperar_fim();
    assert_eq!(fim.status.code(), Some(2));
    assert!(
        fim.erro.contains("não conheço o pedido \"--arquivo\""),
        "{}",
        fim.erro
    );
}

#[test]
fn recusa_sai_com_1_e_nao_registra() {
    let lugar = Lugar::novo();
    for pedido in ["abrir ana", "abrir bia", "depositar ana 100"] {
        assert!(pedir(&lugar, pedido).status.success());
    }
    let antes = fs::read(&lugar.log).unwrap();
    for (pedido, erro) in [
        ("sacar ana 100,01", "ana tem 100,00 e o comando pede 100,01"),
        ("sacar caio 1", "a conta caio não existe"),
        ("abrir ana", "a conta ana já existe"),
        (
            "sacar ana 1 versao=1",
            "ana está na versão 3 e o comando supõe a 1",
        ),
        (
            "transferir ana ana 1",
            "uma transferência precisa de duas contas diferentes",
        ),
    ] {
        let fim = pedir(&lugar, pedido);
        assert_eq!(fim.status.code(), Some(1), "{pedido}");
        assert_eq!(fim.erro, format!("erro: {erro} (nada foi registrado)\n"));
    }
    let fim = pedir(&lugar, "saldo ana ate=9");
    assert_eq!(
        fim.erro,
        "erro: o evento 9 ainda não aconteceu: o último é o 3\n"
    );
    assert_eq!(fs::read(&lugar.log).unwrap(), antes);
}

#[test]
fn log_que_nao_abre_sai_com_1() {
    let lugar = Lugar::novo();
    let fim = pedir(&lugar, "saldo ana");
    assert_eq!(fim.status.code(), Some(1));
    assert!(
        fim.erro.contains("não existe; abra a primeira conta"),
        "{}",
        fim.erro
    );
    assert!(!lugar.log.exists(), "perguntar não cria arquivo");

    fs::write(&lugar.log, "pão, leite").unwrap();
    let fim = pedir(&lugar, "abrir ana");
    assert_eq!(fim.status.code(), Some(1));
    assert!(fim.erro.contains("não é um log de eventos; não mexi nele"));
    assert_eq!(fs::read_to_string(&lugar.log).unwrap(), "pão, leite");
}

#[test]
fn um_pedido_ruim_na_conversa_nao_interrompe_os_seguintes() {
    let lugar = Lugar::novo();
    let mut programa = sessao(&lugar);
    // Com o verbo, um tem os 4096 bytes que cabem; o outro, um a mais.
    let (no_limite, grande) = ("a".repeat(4096 - 6), "a".repeat(4096 - 5));
    let (no_limite, grande) = (format!("abrir {no_limite}"), format!("abrir {grande}"));
    let pedidos = [
        "abrir ana",
        "voar",
        "",
        &no_limite,
        &grande,
        "depositar ana 10",
    ];
    for linha in pedidos {
        programa.digitar(linha);
    }

    let fim = programa.esperar_fim();

    assert_eq!(fim.status.code(), Some(1));
    assert_eq!(
        fim.saida,
        "evento 1: abertura de ana\nevento 2: depósito de 10,00 em ana\n"
    );
    let erros: Vec<_> = fim.erro.lines().collect();
    let trechos = [
        "\"voar\"",
        "falta o pedido",
        "não serve de nome",
        "passa de 4096",
    ];
    assert_eq!(erros.len(), trechos.len(), "{erros:#?}");
    for (erro, trecho) in erros.iter().zip(trechos) {
        assert!(erro.contains(trecho), "{erro}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn disco_cheio_e_dito_e_o_confirmado_fica() {
    let lugar = Lugar::novo();
    pedir(&lugar, "abrir ana");
    // Um limite de tamanho de arquivo faz a escrita falhar como um disco cheio.
    let roteiro = "ulimit -f 1; \
         for i in $(seq 60); do echo depositar ana 1; done | \"$1\" --log \"$2\"";

    let fim = no_shell(roteiro, &[CONTA, lugar.texto()]).esperar_fim();

    assert_eq!(fim.status.code(), Some(1), "{fim:?}");
    let confirmados = fim.saida.lines().count();
    assert!(confirmados > 0 && confirmados < 60, "{}", fim.erro);
    assert!(
        fim.erro
            .starts_with("erro: o disco recusou a escrita: o arquivo chegou ao"),
        "{}",
        fim.erro
    );
    let depois = pedir(&lugar, "depositar ana 1");
    assert_eq!(depois.erro, "", "não devia restar meia entrada");
    let saldo = pedir(&lugar, "saldo ana").saida;
    let esperado = format!(
        "ana tem {},00 (versão {})\n",
        confirmados + 1,
        confirmados + 2
    );
    assert_eq!(saldo, esperado);
}

#[cfg(target_os = "linux")]
#[test]
fn disco_cheio_no_instantaneo_nao_deixa_um_pedaco() {
    let lugar = Lugar::novo();
    for i in 0..30 {
        pedir(&lugar, &format!("abrir conta-de-nome-comprido-{i}"));
    }
    let roteiro = "ulimit -f 1; \"$1\" --log \"$2\" instantaneo";

    let fim = no_shell(roteiro, &[CONTA, lugar.texto()]).esperar_fim();

    assert_eq!(fim.status.code(), Some(1), "{fim:?}");
    let motivo =
        "não consegui gravar o instantâneo: o arquivo passaria do tamanho permitido";
    assert_eq!(fim.erro, format!("erro: {motivo}\n"));
    let pasta = lugar.log.parent().unwrap();
    let restou: Vec<_> = fs::read_dir(pasta).unwrap().collect();
    assert_eq!(restou.len(), 1, "só o log devia estar lá: {restou:?}");
}
