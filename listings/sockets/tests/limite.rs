//! A conexão N+1: espera, e depois é atendida.

mod comum;

use std::sync::{Arc, Mutex};

use comum::{Cliente, Servidor, com_tarefas};
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
        pool::servir(&ouvinte, &|pedido| anotar(&anotada, pedido), 2, fim).unwrap();
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

/// O `accept` que falha por falta de descritores não derruba o servidor, e quem
/// esperava na fila do núcleo é atendido quando sobra um.
#[cfg(unix)]
fn sem_descritores_espera_e_volta(modo: &str) {
    use apoio::teste::Programa;

    let comando = "ulimit -n 24; exec \"$0\" \"$@\"";
    let eco = env!("CARGO_BIN_EXE_eco-servidor");
    let opcoes = ["--endereco", "127.0.0.1:0", "--modo", modo];
    let servidor =
        Programa::iniciar("sh", &[&["-c", comando, eco][..], &opcoes].concat());
    let endereco = servidor.esperar_pronto();

    let mut clientes: Vec<_> = (0..30).map(|_| Cliente::conectar(endereco)).collect();
    servidor.esperar_no_diario("não consegui aceitar: acabaram os descritores");
    let mut ultimo = clientes.pop().unwrap();
    ultimo.enviar("ainda espero");
    drop(clientes);

    assert_eq!(ultimo.receber().as_deref(), Some("ainda espero"));
}

#[cfg(unix)]
#[test]
fn com_threads_a_falta_de_descritores_so_faz_esperar() {
    sem_descritores_espera_e_volta("threads");
}

#[cfg(unix)]
#[test]
fn com_tarefas_a_falta_de_descritores_so_faz_esperar() {
    sem_descritores_espera_e_volta("assincrono");
}
