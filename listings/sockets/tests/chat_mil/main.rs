//! Mil clientes de uma vez: todos entram, todos ouvem.
//!
//! Um executável só seu: aumenta o limite de descritores do processo, e mil clientes
//! de cada modo já ocupam a máquina inteira.
//!
//! Só no Unix: o Windows recusa, em vez de fazer esperar, as conexões que não
//! cabem na fila do kernel, e a fila dele é de 200.
#![cfg(unix)]

#[path = "../comum/mod.rs"]
mod comum;
#[path = "../comum/modos.rs"]
mod modos;

use std::net::SocketAddr;
use std::sync::Barrier;
use std::thread;

use comum::Cliente;
use modos::{chat, nos_dois_modos};

const CLIENTES: usize = 1000;
const THREADS: usize = 20;

nos_dois_modos! { mil_clientes_chegam_juntos_e_todos_sao_atendidos }

/// Mil conexões, pedidas ao mesmo tempo, cada uma com seu nome.
fn chegar_juntos(endereco: SocketAddr) -> Vec<Cliente> {
    let largada = &Barrier::new(THREADS);
    thread::scope(|escopo| {
        let grupos: Vec<_> = (0..THREADS)
            .map(|grupo| {
                escopo.spawn(move || {
                    largada.wait();
                    let chegar = |i| {
                        let cliente = Cliente::conectar(endereco);
                        cliente.enviar(&format!("c{grupo}-{i}"));
                        cliente
                    };
                    (0..CLIENTES / THREADS).map(chegar).collect::<Vec<_>>()
                })
            })
            .collect();
        grupos.into_iter().flat_map(|g| g.join().unwrap()).collect()
    })
}

fn mil_clientes_chegam_juntos_e_todos_sao_atendidos(modo: &str) {
    apoio::teste::permitir_descritores(3 * CLIENTES as u64);
    let (servidor, endereco) = chat(modo, &[]);

    let mut clientes = chegar_juntos(endereco);
    for cliente in &mut clientes {
        cliente.ate("(1000 na sala)");
    }
    clientes[0].enviar("bom dia a todos");

    for (i, cliente) in clientes.iter_mut().enumerate() {
        assert_eq!(
            cliente.receber().as_deref(),
            Some("c0-0: bom dia a todos"),
            "o cliente {i} devia ter ouvido"
        );
    }

    servidor.pedir_fim();
    for cliente in &mut clientes {
        assert_eq!(cliente.resto(), ["* o servidor está encerrando"]);
    }
    drop(clientes);
    assert!(servidor.esperar_fim().status.success());
}
