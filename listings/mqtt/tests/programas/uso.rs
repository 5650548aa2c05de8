//! O que se digita errado, e o que o broker não quer.

use apoio::teste::{Programa, rodar};

use crate::comum::embutido;
use crate::programas::{BROKER, PAINEL, SENSOR, url};

#[test]
fn o_uso_errado_sai_com_2_e_diz_o_que_se_esperava() {
    for (programa, argumentos, motivo) in [
        (SENSOR, ["--broker", "127.0.0.1:1883"], "mqtt://HOST:PORTA"),
        (SENSOR, ["--qos", "3"], "0, 1, 2"),
        (SENSOR, ["--comodo", "casa/#"], "sem /"),
        (PAINEL, ["--prazo", "5"], "300ms"),
        (
            PAINEL,
            ["--filtro", "casa/#/x"],
            "o # só vale sozinho, no último nível",
        ),
        (
            PAINEL,
            ["--filtro", "casa/+x"],
            "o + ocupa um nível inteiro",
        ),
    ] {
        let (status, _, erro) = rodar(programa, &argumentos);
        assert_eq!(status, Some(2), "{erro}");
        assert!(erro.contains(motivo), "{erro}");
    }
}

#[test]
fn a_porta_ocupada_e_dita_e_o_broker_encerra_com_0() {
    let broker = Programa::iniciar(BROKER, &["--endereco", "127.0.0.1:0"]);
    let endereco = broker.esperar_pronto().to_string();
    let (status, _, erro) = rodar(BROKER, &["--endereco", &endereco]);
    assert_eq!(status, Some(1));
    assert!(erro.contains("já está em uso"), "{erro}");
    broker.pedir_fim();
    assert_eq!(broker.esperar_fim().status.code(), Some(0));
}

#[test]
fn a_assinatura_recusada_pelo_broker_e_dita_e_nao_passa_por_feita() {
    let broker = url(&embutido());
    let (status, saida, erro) =
        rodar(PAINEL, &["--broker", &broker, "--filtro", "$SYS/#"]);
    assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
    assert!(
        erro.contains("o broker recusou a assinatura de $SYS/#"),
        "{erro}"
    );
    assert!(!erro.contains("assinei"), "{erro}");
}
