//! A fila limitada com threads de verdade.

use std::num::NonZero;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use apoio::teste::PRAZO;
use threads::fila_limitada::{Fechada, Fila};

fn fila<T>(lugares: usize) -> Fila<T> {
    Fila::nova(NonZero::new(lugares).expect("ao menos um lugar"))
}

#[test]
fn fila_cheia_bloqueia_o_produtor_ate_haver_lugar() {
    let fila = fila(2);
    thread::scope(|escopo| {
        let (conta, contados) = channel();
        let fila = &fila;
        escopo.spawn(move || {
            for item in 0..3 {
                fila.por(item).expect("a fila está aberta");
                conta.send(item).expect("há quem conte");
            }
        });
        assert_eq!(contados.recv_timeout(PRAZO), Ok(0));
        assert_eq!(contados.recv_timeout(PRAZO), Ok(1));
        // Um aviso que viria na hora, se a fila deixasse; não é espera pelo aviso.
        let cedo = contados.recv_timeout(Duration::from_millis(50));
        assert_eq!(cedo, Err(RecvTimeoutError::Timeout), "o terceiro não cabe");
        assert_eq!(fila.tirar(), Some(0));
        assert_eq!(contados.recv_timeout(PRAZO), Ok(2), "agora cabe");
    });
}

#[test]
fn nada_se_perde_nem_se_repete_com_muitos_de_cada_lado() {
    const POR_PRODUTOR: u32 = 2000;
    let fila = fila(8);
    let mut tirados: Vec<u32> = thread::scope(|escopo| {
        let fila = &fila;
        let produtores: Vec<_> = (0..4)
            .map(|produtor| {
                escopo.spawn(move || {
                    for n in 0..POR_PRODUTOR {
                        fila.por(produtor * POR_PRODUTOR + n).expect("está aberta");
                    }
                })
            })
            .collect();
        let consumidores: Vec<_> = (0..4)
            .map(|_| {
                escopo.spawn(|| std::iter::from_fn(|| fila.tirar()).collect::<Vec<_>>())
            })
            .collect();
        for produtor in produtores {
            produtor.join().expect("produzir não entra em pânico");
        }
        fila.fechar();
        let colhidos = consumidores.into_iter();
        colhidos
            .flat_map(|c| c.join().expect("consumir não entra em pânico"))
            .collect()
    });
    tirados.sort_unstable();
    assert_eq!(tirados, (0..4 * POR_PRODUTOR).collect::<Vec<_>>());
}

#[test]
fn com_um_de_cada_lado_a_ordem_e_a_de_chegada() {
    let fila = fila(3);
    thread::scope(|escopo| {
        escopo.spawn(|| {
            for n in 0..1000 {
                fila.por(n).expect("a fila está aberta");
            }
            fila.fechar();
        });
        let tirados: Vec<u32> = std::iter::from_fn(|| fila.tirar()).collect();
        assert_eq!(tirados, (0..1000).collect::<Vec<_>>());
    });
}

#[test]
fn fila_fechada_devolve_o_item_a_quem_o_trouxe() {
    let fila = fila(1);
    fila.fechar();
    assert_eq!(fila.por("pedido"), Err(Fechada("pedido")));
    assert_eq!(fila.tirar(), None);
}
