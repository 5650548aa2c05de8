//! Quando o sistema dá poucos descritores, o balanceador aceita menos de uma vez,
//! e ninguém se perde por isso.

#![cfg(unix)] // o limite é o do ulimit

use apoio::teste::{Programa, no_shell};

use crate::comum::{BALANCEADOR, CARGA, Servidor, conta};

#[test]
fn com_poucos_descritores_as_conexoes_esperam_e_nenhuma_se_perde() {
    let servidor = Servidor::novo("A");
    let roteiro = "ulimit -n 60; exec \"$1\" --endereco 127.0.0.1:0 --servidor \"$2\"";
    let onde = servidor.endereco().to_string();
    let balanceador = no_shell(roteiro, &[BALANCEADOR, &onde]);
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
