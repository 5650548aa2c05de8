//! O programa do prefácio: o que diz, e o que faz se ninguém mais o lê.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

const PROGRAMA: &str = env!("CARGO_BIN_EXE_primeira-conversa");

#[test]
fn a_conversa_e_a_que_o_prefacio_mostra_e_o_programa_termina() {
    let saida = Command::new(PROGRAMA).output();
    let saida = saida.expect("o programa devia rodar");

    let disse = String::from_utf8(saida.stdout).expect("a saída devia ser UTF-8");
    let mostrado = include_str!("../../saidas/conversa.txt").replace("\r\n", "\n");
    let esperado: Vec<&str> = mostrado.lines().filter(|l| !l.starts_with("$ ")).collect();

    assert!(saida.status.success(), "o programa devia terminar com 0");
    assert_eq!(
        disse.lines().collect::<Vec<_>>(),
        esperado,
        "o prefácio mostra saidas/conversa.txt: se o programa mudou, capture de novo"
    );
}

#[test]
fn quem_le_so_a_primeira_linha_nao_ve_panico_nem_erro() {
    let mut programa = Command::new(PROGRAMA)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("o programa devia rodar");
    let mut saida = BufReader::new(programa.stdout.take().expect("é um pipe"));
    let mut primeira = String::new();
    saida.read_line(&mut primeira).expect("há uma linha");
    assert_eq!(primeira, "cliente:  há alguém aí?\n");
    drop(saida); // como `| head -1`

    let mut queixas = String::new();
    let mut erro = programa.stderr.take().expect("é um pipe");
    erro.read_to_string(&mut queixas).expect("a queixa é texto");
    let status = programa.wait().expect("o filho é nosso");
    assert_eq!((status.code(), queixas.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn o_disco_cheio_e_dito_em_portugues_com_status_1() {
    let cheio = std::fs::File::options().write(true).open("/dev/full");
    let programa = Command::new(PROGRAMA)
        .stdout(cheio.expect("o Linux tem /dev/full"))
        .output();
    let fim = programa.expect("o programa devia rodar");
    let queixa = String::from_utf8(fim.stderr).expect("a queixa é texto");
    assert_eq!(
        (fim.status.code(), queixa.as_str()),
        (
            Some(1),
            "erro: a conversa parou no meio (erro 28 do sistema)\n"
        )
    );
}
