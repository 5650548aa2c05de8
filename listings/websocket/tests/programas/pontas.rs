//! As pontas dos clientes: a entrada que não acaba, e a tela que ninguém mais lê.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use apoio::teste::{PRAZO, rodar};

use crate::comum::Cru;
use crate::comum::bytes::fala;
use crate::sessao::{MULTIDAO, SALAS_CLIENTE, salas};

#[test]
fn quem_so_le_a_primeira_linha_acaba_o_cliente_sem_que_ele_insista() {
    let pasta = tempfile::tempdir().unwrap();
    let (_servidor, endereco) = salas("127.0.0.1:0", pasta.path());
    let mut ana = Command::new(SALAS_CLIENTE)
        .args(["--nome", "ana", "--endereco", &endereco.to_string()])
        .stdin(Stdio::piped()) // fica aberta: não é por ela que o cliente acaba
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut tela = BufReader::new(ana.stdout.take().unwrap());
    let mut primeira = String::new();
    tela.read_line(&mut primeira).unwrap();
    assert_eq!(primeira.trim_end(), "* na sala: ana");
    drop(tela); // como o `head -1`
    let mut bia = Cru::na_sala(endereco, "geral", "bia");
    bia.dizer(&fala(1, "oi"));
    bia.ate(|texto| texto.contains(r#""tipo":"saiu","nome":"ana""#));
    assert_eq!(acabou(&mut ana), Some(0));
}

/// Espera o fim, com a entrada aberta; o prazo vencido mata o processo.
fn acabou(processo: &mut Child) -> Option<i32> {
    let vence = Instant::now() + PRAZO;
    loop {
        if let Some(status) = processo.try_wait().unwrap() {
            return status.code();
        }
        if Instant::now() > vence {
            processo.kill().unwrap();
            panic!("o processo não acabou");
        }
        thread::yield_now();
    }
}

#[test]
fn a_multidao_que_ninguem_le_para_de_crescer() {
    let pasta = tempfile::tempdir().unwrap();
    let (_servidor, endereco) = salas("127.0.0.1:0", pasta.path());
    let mut multidao = Command::new(MULTIDAO)
        .args(["--clientes", "3", "--endereco", &endereco.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(multidao.stdout.take());
    assert_eq!(acabou(&mut multidao), Some(0));
}

#[test]
fn a_multidao_de_nome_recusado_diz_por_que() {
    let pasta = tempfile::tempdir().unwrap();
    let (_servidor, endereco) = salas("127.0.0.1:0", pasta.path());
    let endereco = endereco.to_string();
    let argumentos = ["--marca", "a:", "--clientes", "1", "--endereco", &endereco];
    let (codigo, _, erro) = rodar(MULTIDAO, &argumentos);
    assert_eq!(codigo, Some(1));
    let comeco = "erro: a:-0 não entrou: o servidor fechou: a sala precisa ter de 1 a 32";
    assert!(erro.starts_with(comeco), "{erro}");
    assert!(erro.ends_with("(código 1008)\n"), "{erro}");
}

#[cfg(unix)]
#[test]
fn entrada_sem_fim_de_linha_e_recusada_em_vez_de_encher_a_memoria() {
    use crate::sessao::{OLA, OLA_CLIENTE};
    use apoio::teste::{Programa, no_shell};
    let pasta = tempfile::tempdir().unwrap();
    let ola = Programa::iniciar(OLA, &["--endereco", "127.0.0.1:0"]);
    let da_ola = ola.esperar_pronto().to_string();
    let (_salas, das_salas) = salas("127.0.0.1:0", pasta.path());
    let das_salas = das_salas.to_string();
    let longa = "erro: a linha 1 da entrada passa dos 65536 bytes que cabem\n";
    for (argumentos, codigo, erro) in [
        (&[OLA_CLIENTE, "--endereco", &da_ola][..], 1, longa),
        (
            &[SALAS_CLIENTE, "--nome", "ana", "--endereco", &das_salas],
            1,
            longa,
        ),
        // Da entrada, a multidão só espera o fim.
        (
            &[MULTIDAO, "--clientes", "3", "--endereco", &das_salas],
            0,
            "",
        ),
    ] {
        let fim = no_shell("exec \"$@\" < /dev/zero", argumentos).esperar_fim();
        let visto = (fim.status.code(), fim.erro.as_str());
        assert_eq!(visto, (Some(codigo), erro), "{argumentos:?}");
    }
}
