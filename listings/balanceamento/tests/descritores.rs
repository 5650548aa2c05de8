//! Quando o sistema dá poucos descritores, o balanceador aceita menos de uma vez,
//! e ninguém se perde por isso.
#![cfg(unix)]

mod comum;

use std::io;

use apoio::teste::Programa;
use balanceamento::descritores::{conversas_que_cabem, faltou_aqui};
use comum::processos::{Servidor, conta};

const CARGA: &str = env!("CARGO_BIN_EXE_carga");

#[test]
fn com_poucos_descritores_as_conexoes_esperam_e_nenhuma_se_perde() {
    let servidor = Servidor::novo("A");
    let comando = format!(
        "ulimit -n 60; exec {} --endereco 127.0.0.1:0 --servidor {}",
        env!("CARGO_BIN_EXE_balanceador"),
        servidor.endereco()
    );
    let balanceador = Programa::iniciar("/bin/sh", &["-c", &comando]);
    let alvo = balanceador.esperar_pronto().to_string();
    let carga = ["--endereco", &alvo, "--pedidos", "300", "--conexoes", "100"];
    let fim = Programa::iniciar(CARGA, &carga).esperar_fim();
    assert!(
        fim.saida.starts_with("300 respostas, 0 perdidas"),
        "cada conexão usa dois descritores, e havia 60:\n{}",
        fim.saida
    );
    balanceador.pedir_fim();
    let fim = balanceador.esperar_fim();
    assert_eq!(conta(&fim.erro, "completas"), 300, "{}", fim.erro);
    assert!(
        fim.erro.contains("limite reduzido a 13 conexões"),
        "quem pediu 1024 tem de saber que não teve: {}",
        fim.erro
    );
    assert!(
        !fim.erro.contains("saiu"),
        "o servidor não teve culpa: {}",
        fim.erro
    );
}

#[test]
fn o_que_falta_aqui_nao_e_culpa_do_servidor() {
    let (sem_descritor, sem_porta) = (io::Error::from_raw_os_error(24), {
        io::Error::from(io::ErrorKind::AddrNotAvailable)
    });
    assert!(faltou_aqui(&sem_descritor) && faltou_aqui(&sem_porta));
    let recusa = io::Error::from(io::ErrorKind::ConnectionRefused);
    assert!(!faltou_aqui(&recusa), "uma recusa é do servidor");
}

#[test]
fn cabe_sempre_ao_menos_uma_conversa() {
    let cabem = conversas_que_cabem(1, 1000).expect("o sistema diz quantos dá");
    assert_eq!(cabem, 1);
}
