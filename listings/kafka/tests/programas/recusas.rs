//! O que não dá para fazer, dito em português e com o status certo.

use std::net::TcpListener;
use std::process::Command;

use apoio::teste::rodar;

use crate::{CONSUMIDOR, CONTADOR, GRUPO, PRODUTOR};

#[test]
fn sem_broker_cada_programa_diz_onde_e_por_quanto_tempo_e_nada_grava() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let deposito = pasta.path().join("efeitos");
    let ouvinte = TcpListener::bind("127.0.0.1:0").expect("há porta livre");
    let vazio = ouvinte.local_addr().expect("tem endereço").to_string();
    drop(ouvinte);
    let arquivo = deposito.display().to_string();
    for (programa, mais) in [
        (PRODUTOR, &[][..]),
        (CONSUMIDOR, &["--deposito", &arquivo][..]),
        (CONTADOR, &[][..]),
        (CONTADOR, &["--totais"][..]),
        (GRUPO, &[][..]),
    ] {
        let alvo = ["--endereco", &vazio, "--prazo", "300ms"];
        let (status, saida, erro) = rodar(programa, &[&alvo[..], mais].concat());
        assert_eq!(
            (status, saida.as_str()),
            (Some(1), ""),
            "{programa}: {erro}"
        );
        for trecho in [vazio.as_str(), "por 300ms", "--endereco HOST:PORTA"] {
            assert!(
                erro.contains(trecho),
                "{programa} não disse {trecho:?}: {erro}"
            );
        }
    }
    assert!(
        !deposito.exists(),
        "o depósito foi criado sem que houvesse de onde ler"
    );
}

#[test]
fn argumento_errado_e_dito_em_portugues_com_status_2() {
    for (programa, argumentos, dito) in [
        (PRODUTOR, &["--endereco", "abc"][..], "escreva HOST:PORTA"),
        (PRODUTOR, &["--topico", "ação"][..], "use de 1 a 249"),
        (PRODUTOR, &["--cabecalho", "x"][..], "escreva NOME=VALOR"),
        (PRODUTOR, &["--acks", "2"][..], "os valores são: 0, 1, all"),
        (CONSUMIDOR, &["--ate", "0"][..], "maior que zero"),
        (CONTADOR, &["--a-cada", "1"][..], "um número e a unidade"),
        (CONTADOR, &["--a-cada", "6s"][..], "o maior é 5s"),
        (GRUPO, &["--particoes", "0"][..], "maior que zero"),
        (
            GRUPO,
            &["--particoes", "10001"][..],
            "o maior número que serve é 10000",
        ),
        (
            PRODUTOR,
            &["--bytes", "999001"][..],
            "o maior número que serve é 999000",
        ),
        (PRODUTOR, &["--separador", ""][..], "ao menos uma"),
        (
            PRODUTOR,
            &["--espera-ms", "x"][..],
            "escreva um número inteiro",
        ),
        (
            PRODUTOR,
            &["--fila", "18446744073709551615"][..],
            "é grande demais",
        ),
        (
            PRODUTOR,
            &["--prazo", "99999s"][..],
            "o maior prazo é 86400s",
        ),
        (CONSUMIDOR, &["--grupo", ""][..], "escreva um nome"),
        (
            CONSUMIDOR,
            &["--sessao", "9ms"][..],
            "a menor sessão é 100ms",
        ),
        (
            CONSUMIDOR,
            &["--sessao", "301s"][..],
            "a maior sessão é 300s",
        ),
        (
            CONSUMIDOR,
            &["--comeco", "meio"][..],
            "os valores são: inicio, fim",
        ),
        (CONTADOR, &["--grupo", ""][..], "escreva um nome"),
    ] {
        let (status, _, erro) = rodar(programa, argumentos);
        assert_eq!(status, Some(2), "{programa} {argumentos:?}: {erro}");
        assert!(erro.contains(dito), "{programa} {argumentos:?}: {erro}");
    }
}

#[test]
fn o_endereco_errado_que_veio_do_ambiente_nomeia_a_variavel() {
    let mut produtor = Command::new(PRODUTOR);
    let fim = produtor.env("KAFKA_BOOTSTRAP", "abc").output();
    let fim = fim.expect("o programa inicia");
    let erro = String::from_utf8_lossy(&fim.stderr);
    assert_eq!(fim.status.code(), Some(2), "{erro}");
    assert!(erro.contains("KAFKA_BOOTSTRAP"), "{erro}");
}
