//! O que se conclui quando falta um descritor.

#![cfg(unix)] // o 24 é o EMFILE do Unix

use std::io;

use balanceamento::descritores::{conversas_que_cabem, faltou_aqui};

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
