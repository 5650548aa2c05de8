//! As pontas do programa quebradas: a entrada, a saída e os argumentos.

#![cfg(target_os = "linux")] // /dev/full, /dev/zero e ulimit

use apoio::teste::{Fim, Programa, no_shell};

use crate::comum::Lugar;
use crate::conta::{CONTA, pedir};

const QUEDAS: &str = env!("CARGO_BIN_EXE_quedas");

/// Roda uma linha do sh em que `$conta` é o programa com o log do teste.
fn sh(lugar: &Lugar, linha: &str) -> Fim {
    let roteiro = format!(
        "programa=$1 log=$2\nconta() {{ \"$programa\" --log \"$log\" \"$@\"; }}\n{linha}"
    );
    no_shell(&roteiro, &[CONTA, lugar.texto()]).esperar_fim()
}

#[test]
fn sem_onde_responder_a_conversa_diz_e_sai_com_1() {
    let lugar = Lugar::novo();

    let fim = sh(
        &lugar,
        r"printf 'abrir ana\nabrir bia\n' | conta > /dev/full",
    );

    assert_eq!(fim.status.code(), Some(1), "quem chamou precisa saber");
    let erro = "erro: atendi, mas não pude responder: o disco está cheio\n";
    assert_eq!(fim.erro, erro);
    let eventos = pedir(&lugar, "eventos").saida;
    assert_eq!(eventos.lines().count(), 1, "parou no primeiro: {eventos}");
}

#[test]
fn entrada_que_nao_se_le_e_dita_uma_vez_so() {
    let lugar = Lugar::novo();

    let fim = sh(&lugar, "conta < /");

    assert_eq!(fim.status.code(), Some(1));
    assert_eq!(fim.erro, "erro: não consegui ler a entrada: é uma pasta\n");
}

#[test]
fn uma_linha_sem_fim_nao_enche_a_memoria() {
    let lugar = Lugar::novo();
    let linha = "ulimit -v 300000; { head -c 600000000 /dev/zero; echo; echo abrir ana; } \
                 | conta";

    let fim = sh(&lugar, linha);

    assert_eq!(fim.erro, "erro: o pedido passa de 4096 bytes\n");
    assert_eq!(fim.saida, "evento 1: abertura de ana\n");
}

#[test]
fn entrada_que_nao_e_texto_e_recusada_e_a_seguinte_atendida() {
    let lugar = Lugar::novo();

    let fim = sh(&lugar, r"printf '\377\376\nabrir ana' | conta");

    assert_eq!(fim.status.code(), Some(1));
    assert_eq!(fim.erro, "erro: o pedido não é texto UTF-8\n");
    assert_eq!(
        fim.saida, "evento 1: abertura de ana\n",
        "a última linha não precisa de quebra"
    );
}

#[test]
fn um_pipe_no_lugar_do_instantaneo_nao_prende_o_programa() {
    let lugar = Lugar::novo();
    pedir(&lugar, "abrir ana");

    let fim = sh(
        &lugar,
        &format!(
            "mkfifo '{}'; conta saldo ana",
            lugar.instantaneo().display()
        ),
    );

    assert!(
        fim.erro.contains("o instantâneo não é um arquivo"),
        "{fim:?}"
    );
    assert_eq!(fim.saida, "ana tem 0,00 (versão 1)\n");
}

#[test]
fn quedas_recusa_o_que_ana_nao_tem() {
    for (valor, trecho) in [
        ("100,01", "ana só tem 100,00"),
        ("0", "o valor vai de 0,01"),
        ("dez", "não é um valor"),
    ] {
        let fim = Programa::iniciar(QUEDAS, &["--valor", valor]).esperar_fim();
        assert_eq!(fim.status.code(), Some(2), "{valor}: {fim:?}");
        assert!(fim.erro.contains(trecho), "{valor}: {}", fim.erro);
    }
}
