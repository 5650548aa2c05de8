//! Quem só fala HTTP não fica com a vaga para sempre.

use std::io::{ErrorKind, Write};
use std::thread;
use std::time::Duration;

use websocket::limites::Limites;

use crate::comum::{Cru, Servidor};

const PAGINA: &str = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

fn apressado() -> Limites {
    Limites {
        sessoes: 1,
        so_http: 1,
        http: Duration::from_millis(100),
        escrita: Duration::from_millis(100),
        ..Limites::default()
    }
}

#[test]
fn quem_pede_sem_ler_perde_a_conexao_e_a_vaga_e_de_outro() {
    let servidor = Servidor::salas(apressado());
    // Os dois lugares: cada um pede até que o servidor, sem quem o leia, o corte.
    let surdos = [(); 2].map(|()| {
        let mut surdo = Cru::conectar(servidor.endereco);
        thread::spawn(move || {
            let pedidos = PAGINA.repeat(100);
            loop {
                if let Err(erro) = surdo.0.write_all(pedidos.as_bytes()) {
                    break erro.kind();
                }
            }
        })
    });
    for surdo in surdos {
        // WouldBlock é o prazo do teste: o servidor teria só parado.
        assert_ne!(surdo.join().unwrap(), ErrorKind::WouldBlock);
    }
    let resposta = Cru::conectar(servidor.endereco).pedir(PAGINA);
    assert!(resposta.starts_with("HTTP/1.1 200 "), "{resposta}");
}

#[test]
fn a_sessao_nao_acaba_com_o_prazo_do_http() {
    let servidor = Servidor::salas(apressado());
    let mut ana = Cru::na_sala(servidor.endereco, "geral", "ana");
    // Ana tem um dos dois lugares; o outro, quem não lê o perde, e já passou o prazo.
    let mut calado = Cru::conectar(servidor.endereco);
    calado.mandar(PAGINA.as_bytes());
    assert!(calado.cabecalho().starts_with("HTTP/1.1 200 "));
    while calado.cabecalho() != "" {}
    ana.dizer(&crate::comum::bytes::fala(1, "oi"));
    ana.ate(|texto| texto.contains("aceita"));
}
