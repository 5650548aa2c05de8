//! O que os programas recusam, com que palavras e com que status.

#![cfg(unix)]

use std::net::TcpListener;

use crate::comum::{AJUSTE, BALANCEADOR, BOLAS, SERVIDOR, rodar};

#[test]
fn porta_em_uso_diz_qual_e_o_que_fazer() {
    let ocupada = TcpListener::bind("127.0.0.1:0").expect("porta livre");
    let onde = ocupada.local_addr().expect("tem endereço").to_string();
    for (programa, extras) in [
        (BALANCEADOR, ["--servidor", "127.0.0.1:9"].as_slice()),
        (SERVIDOR, &[]),
    ] {
        let fim = rodar(programa, &[&["--endereco", &onde], extras].concat());
        assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
        assert!(fim.erro.contains("já está em uso"), "{}", fim.erro);
        assert!(fim.erro.contains("--endereco 127.0.0.1:0"), "{}", fim.erro);
        assert_eq!(fim.saida, "", "não devia anunciar o que não escuta");
    }
}

#[test]
fn argumento_errado_tem_mensagem_propria_e_status_2() {
    let casos: [(&str, &[&str], &str); 7] = [
        (
            BALANCEADOR,
            &["--endereco", "127.0.0.1:0"],
            "falta --servidor",
        ),
        (
            BALANCEADOR,
            &["--servidor", "aqui"],
            "\"aqui\" não é um endereço",
        ),
        (
            BALANCEADOR,
            &["--servidor", "127.0.0.1:0"],
            "escreva a porta",
        ),
        (
            SERVIDOR,
            &["--endereco", "lugar nenhum"],
            "não é um endereço",
        ),
        (
            AJUSTE,
            &["--medida", "1:10", "--medida", "2:20"],
            "ao menos três quantidades",
        ),
        (AJUSTE, &["--medida", "muito"], "como 8:710"),
        (BOLAS, &["--n", "2"], "de 3 a 10000000"),
    ];
    for (programa, argumentos, esperado) in casos {
        recusa(programa, argumentos, esperado);
    }
}

#[test]
fn o_balanceador_recusa_o_que_nao_serve_mesmo_com_servidor() {
    for (nome, valor, esperado) in [
        ("--servidor", "localhost:9", "duas vezes"),
        ("--endereco", "127.0.0.1:9", "de si mesmo"),
        ("--endereco", "0.0.0.0:9", "de si mesmo"),
        ("--limite", "9000000000000000000", "de 1 a 1000000"),
        ("--politica", "justa", "os valores são: rodizio"),
        ("--repetir", "9999999", "de 0 a 1048576"),
        ("--ocioso", "5", "a unidade"),
    ] {
        let argumentos = ["--servidor", "127.0.0.1:9", nome, valor];
        recusa(BALANCEADOR, &argumentos, esperado);
    }
}

#[track_caller]
fn recusa(programa: &str, argumentos: &[&str], esperado: &str) {
    let fim = rodar(programa, argumentos);
    assert_eq!(fim.status.code(), Some(2), "{argumentos:?}: {}", fim.erro);
    assert!(fim.erro.contains(esperado), "{argumentos:?}: {}", fim.erro);
    assert_eq!(fim.saida, "", "{argumentos:?} não devia escrever nada");
}
