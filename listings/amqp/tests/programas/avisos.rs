//! Os avisos, e o que vem neles.

use std::time::Instant;

use apoio::teste::{PRAZO, Programa, no_shell, rodar};

use crate::comum::{nome, url};

const OUVIR: &str = env!("CARGO_BIN_EXE_avisos-ouvir");
const DIZER: &str = env!("CARGO_BIN_EXE_avisos-dizer");

#[test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
fn o_aviso_chega_a_quem_ouve_e_nao_leva_ordens_ao_terminal() {
    let (url, exchange) = (url(), nome("avisos"));
    let comuns = ["--broker", &url, "--exchange", &exchange];
    let ouvinte = Programa::iniciar(OUVIR, &comuns);
    assert_eq!(ouvinte.linha(), format!("ouvindo {exchange}"));
    let aviso = ["--aviso", "ação\x1b[2J\u{202e}"];
    let (status, saida, erro) = rodar(DIZER, &[comuns.as_slice(), &aviso].concat());
    assert_eq!((status, saida.as_str()), (Some(0), "dito\n"), "{erro}");
    assert_eq!(ouvinte.linha(), r"ação\u{1b}[2J\u{202e}");
    ouvinte.pedir_fim();
    assert_eq!(ouvinte.esperar_fim().status.code(), Some(0));
    let (_, saida, _) = rodar(DIZER, &[comuns.as_slice(), &["--aviso", "oi"]].concat());
    assert_eq!(saida, "ninguém ouvia\n");
}

#[test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
fn o_ouvinte_sai_quando_ninguem_mais_le_o_que_ele_diz() {
    let (url, exchange) = (url(), nome("avisos"));
    let comuns = ["--broker", &url, "--exchange", &exchange];
    let ouvinte = no_shell(r#""$@" | head -1"#, &[&[OUVIR], &comuns[..]].concat());
    assert_eq!(ouvinte.linha(), format!("ouvindo {exchange}"));
    let vence = Instant::now() + PRAZO;
    let dizer = [&comuns[..], &["--aviso", "oi"]].concat();
    // A fila some com quem ouve: é o broker que diz que ele saiu.
    while rodar(DIZER, &dizer).1 != "ninguém ouvia\n" {
        assert!(Instant::now() < vence, "o ouvinte não sai");
    }
    assert_eq!(ouvinte.esperar_fim().status.code(), Some(0));
}
