//! As pontas dos clientes: a entrada que não acaba, e a tela que ninguém mais lê.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use apoio::teste::PRAZO;

use crate::comum::Cru;
use crate::comum::bytes::fala;
use crate::sessao::{SALAS_CLIENTE, salas};

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
    let vence = Instant::now() + PRAZO;
    let status = loop {
        if let Some(status) = ana.try_wait().unwrap() {
            break status;
        }
        assert!(Instant::now() < vence, "o cliente não acabou");
        thread::yield_now();
    };
    assert_eq!(status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn entrada_sem_fim_de_linha_e_recusada_em_vez_de_encher_a_memoria() {
    use crate::sessao::{MULTIDAO, OLA, OLA_CLIENTE};
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
