//! A conexão N+1: espera, e depois é atendida.

use std::sync::{Arc, Mutex};

use crate::comum::Cliente;
use crate::servidor::{Servidor, com_tarefas};
use sockets::pool;

type Ordem = Arc<Mutex<Vec<String>>>;

fn anotar(ordem: &Ordem, pedido: String) -> String {
    ordem.lock().unwrap().push(pedido.clone());
    pedido
}

// ANCHOR: a_terceira_espera
/// Duas vagas ocupadas, uma terceira cliente que fala e espera.
fn a_terceira_espera(servidor: Servidor, ordem: &Ordem) {
    let mut ana = Cliente::conectar(servidor.endereco);
    let mut bia = Cliente::conectar(servidor.endereco);
    assert_eq!(ana.pedir("ana 1"), "ana 1");
    assert_eq!(bia.pedir("bia 1"), "bia 1");

    let mut lia = Cliente::conectar(servidor.endereco);
    lia.enviar("lia");
    assert_eq!(ana.pedir("ana 2"), "ana 2");
    assert_eq!(bia.pedir("bia 2"), "bia 2");
    assert_eq!(
        *ordem.lock().unwrap(),
        ["ana 1", "bia 1", "ana 2", "bia 2"],
        "lia falou antes, mas com as duas vagas ocupadas devia esperar"
    );

    drop(ana);
    assert_eq!(
        lia.receber().as_deref(),
        Some("lia"),
        "com a vaga de ana, é a vez de lia"
    );
    servidor.encerrar();
}
// ANCHOR_END: a_terceira_espera

#[test]
fn no_pool_a_conexao_n_mais_1_espera_e_depois_e_atendida() {
    let ordem = Ordem::default();
    let anotada = Arc::clone(&ordem);
    let servidor = Servidor::iniciar(move |ouvinte, fim| {
        let servico = |pedido| anotar(&anotada, pedido);
        pool::servir(&ouvinte, &servico, 2, fim, || ()).unwrap();
    });
    a_terceira_espera(servidor, &ordem);
}

#[test]
fn no_semaforo_a_conexao_n_mais_1_espera_e_depois_e_atendida() {
    let ordem = Ordem::default();
    let anotada = Arc::clone(&ordem);
    let servidor = Servidor::iniciar(move |ouvinte, fim| {
        let servico = move |pedido| {
            let resposta = anotar(&anotada, pedido);
            async { resposta }
        };
        com_tarefas(ouvinte, servico, 2, fim);
    });
    a_terceira_espera(servidor, &ordem);
}
