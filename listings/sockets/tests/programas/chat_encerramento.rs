//! SIGTERM no meio da conversa: o que foi aceito é entregue, e só então o
//! programa termina, com 0.
#![cfg(unix)]

use std::net::TcpStream;
use std::thread;

use crate::comum::Cliente;
use crate::modos::{chat, nos_dois_modos};

nos_dois_modos! {
    sigterm_no_meio_da_conversa_entrega_o_aceito_a_todos,
    sigterm_corta_no_prazo_quem_nao_le,
}

const DESPEDIDA: &str = "* o servidor está encerrando";

fn sigterm_no_meio_da_conversa_entrega_o_aceito_a_todos(modo: &str) {
    let (servidor, endereco) = chat(modo, &[]);
    let mut sala: Vec<Cliente> = Vec::new();
    for nome in ["c0", "c1", "c2", "c3"] {
        let mut presentes: Vec<_> = sala.iter_mut().collect();
        let novo = Cliente::entrar_com(endereco, nome, &mut presentes);
        sala.push(novo);
    }

    let ouvidos = thread::scope(|escopo| {
        let (ja_vai, hora) = std::sync::mpsc::channel();
        let ouvintes: Vec<_> = sala
            .into_iter()
            .map(|mut cliente| {
                let (fala, ja_vai) = (cliente.outra_ponta(), ja_vai.clone());
                // Fala sem parar, até o servidor fechar.
                escopo.spawn(move || {
                    let quadro = b"\0\0\0\x02oi";
                    while std::io::Write::write_all(&mut fala.fluxo(), quadro).is_ok() {}
                });
                escopo.spawn(move || {
                    let comeco: Vec<_> =
                        (0..50).map(|_| cliente.receber().unwrap()).collect();
                    ja_vai.send(()).unwrap();
                    [comeco, cliente.resto()].concat()
                })
            })
            .collect();
        hora.recv().unwrap();
        servidor.pedir_fim();
        ouvintes
            .into_iter()
            .map(|o| o.join().unwrap())
            .collect::<Vec<_>>()
    });

    for ouvido in &ouvidos {
        assert_eq!(
            ouvido.last().map(String::as_str),
            Some(DESPEDIDA),
            "faltou a despedida"
        );
        assert!(
            *ouvido == ouvidos[0],
            "todos deviam ouvir as mesmas falas: um ouviu {}, outro {}",
            ouvido.len(),
            ouvidos[0].len()
        );
    }
    assert!(
        servidor.esperar_fim().status.success(),
        "um fim pedido não é uma falha"
    );
    assert!(
        TcpStream::connect(endereco).is_err(),
        "a porta devia estar fechada"
    );
}

fn sigterm_corta_no_prazo_quem_nao_le(modo: &str) {
    let (servidor, endereco) = chat(modo, &["--prazo", "600s"]);
    let mut ana = Cliente::entrar(endereco, "ana");
    let _lento = Cliente::entrar_sem_ler(endereco, "lento");
    ana.ate("(2 na sala)");
    // Mais do que cabe no kernel, menos do que enche a fila do lento: a
    // escritora dele fica parada, e pelo prazo de escrita esperaria dez minutos.
    let fala = "x".repeat(60_000);
    for _ in 0..20 {
        assert_eq!(ana.pedir(&fala).len(), "ana: ".len() + fala.len());
    }

    servidor.pedir_fim();

    assert_eq!(ana.resto(), [DESPEDIDA], "ana lê: devia ouvir a despedida");
    drop(ana);
    assert!(
        servidor.esperar_fim().status.success(),
        "o prazo da drenagem devia cortar o lento"
    );
}
