//! Quando o sistema não dá o que o servidor pede: descritores, threads.
#![cfg(unix)]

use apoio::teste::{Programa, rodar};

use crate::comum::Cliente;

/// O `accept` que falha por falta de descritores não derruba o servidor, e quem
/// esperava na fila do kernel é atendido quando sobra um.
fn sem_descritores_espera_e_volta(modo: &str) {
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

#[test]
fn com_threads_a_falta_de_descritores_so_faz_esperar() {
    sem_descritores_espera_e_volta("threads");
}

#[test]
fn com_tarefas_a_falta_de_descritores_so_faz_esperar() {
    sem_descritores_espera_e_volta("assincrono");
}

/// Em 2 GB de endereços não cabem mil pilhas de 256 MiB. (Com pilhas pequenas poderia
/// faltar, junto com a última, também a memória de dizer o erro.)
#[cfg(target_os = "linux")]
#[test]
fn pool_sem_threads_que_bastem_nao_se_anuncia_e_sai_com_1() {
    let limitado = [
        "-c",
        "ulimit -v 2000000; RUST_MIN_STACK=268435456 exec \"$0\" \"$@\"",
        env!("CARGO_BIN_EXE_eco-servidor"),
    ];
    let pedido = [
        "--modo",
        "pool",
        "--limite",
        "1000",
        "--endereco",
        "127.0.0.1:0",
    ];
    let (status, saida, erro) = rodar("sh", &[limitado.as_slice(), &pedido].concat());
    assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
    assert!(
        erro.contains("das 1000 threads: peça menos com --limite"),
        "{erro}"
    );
}
