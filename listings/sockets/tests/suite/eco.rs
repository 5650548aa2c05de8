//! Os quatro servidores de eco: quem espera por quem.

use std::sync::{Arc, Mutex};

use crate::comum::Cliente;
use crate::servidor::Servidor;
use sockets::iterativo::eco;
use sockets::{eco_assincrono, iterativo, pool, por_thread};

/// Um eco que anota a ordem em que os pedidos foram atendidos.
fn eco_que_anota() -> (
    Arc<Mutex<Vec<String>>>,
    impl Fn(String) -> String + Send + Sync,
) {
    let ordem = Arc::new(Mutex::new(Vec::new()));
    let anotada = Arc::clone(&ordem);
    let servico = move |pedido: String| {
        anotada.lock().unwrap().push(pedido.clone());
        pedido
    };
    (ordem, servico)
}

#[test]
fn no_iterativo_um_cliente_segura_todos_os_outros() {
    let (ordem, servico) = eco_que_anota();
    let servidor =
        Servidor::iniciar(move |o, fim| iterativo::servir(&o, &servico, fim).unwrap());
    let mut ana = Cliente::conectar(servidor.endereco);
    let mut bia = Cliente::conectar(servidor.endereco);

    // Bia fala primeiro, e o que ela disse espera no buffer até ana ir embora.
    bia.enviar("bia");
    assert_eq!(ana.pedir("ana 1"), "ana 1");
    assert_eq!(ana.pedir("ana 2"), "ana 2");
    drop(ana);

    assert_eq!(
        bia.receber().as_deref(),
        Some("bia"),
        "livre, o servidor atende bia"
    );
    assert_eq!(*ordem.lock().unwrap(), ["ana 1", "ana 2", "bia"]);
    drop(bia);
    servidor.encerrar();
}

#[test]
fn com_threads_um_cliente_calado_nao_segura_ninguem() {
    let servidor = Servidor::iniciar(|o, fim| por_thread::servir(&o, &eco, fim).unwrap());
    let calada = Cliente::conectar(servidor.endereco);
    let mut bia = Cliente::conectar(servidor.endereco);

    assert_eq!(
        bia.pedir("oi"),
        "oi",
        "a conversa calada não devia segurar esta"
    );
    drop((calada, bia));
    servidor.encerrar();
}

#[test]
fn com_tarefas_um_cliente_calado_nao_segura_ninguem() {
    let servidor = Servidor::iniciar(|o, fim| {
        eco_assincrono::servir_eco(o, 8, fim.token()).unwrap();
    });
    let calada = Cliente::conectar(servidor.endereco);
    let mut bia = Cliente::conectar(servidor.endereco);

    assert_eq!(
        bia.pedir("oi"),
        "oi",
        "a conversa calada não devia segurar esta"
    );
    drop((calada, bia));
    servidor.encerrar();
}

#[test]
fn panico_no_servico_fecha_uma_conversa_e_nao_custa_a_thread() {
    let servico = |pedido: String| match pedido.as_str() {
        "pânico" => panic!("este pânico é parte do teste"),
        _ => pedido,
    };
    let servidor = Servidor::iniciar(move |o, fim| {
        pool::servir(&o, &servico, 1, fim, || ()).unwrap()
    });
    let mut vitima = Cliente::conectar(servidor.endereco);
    let mut seguinte = Cliente::conectar(servidor.endereco);

    vitima.enviar("pânico");

    assert_eq!(vitima.receber(), None, "a conversa devia fechar");
    assert_eq!(
        seguinte.pedir("oi"),
        "oi",
        "a única thread do pool devia seguir atendendo"
    );
    drop((vitima, seguinte));
    servidor.encerrar();
}

#[test]
fn quadro_grande_demais_fecha_so_a_conversa_dele() {
    let servidor = Servidor::iniciar(|o, fim| por_thread::servir(&o, &eco, fim).unwrap());
    let mut bom = Cliente::conectar(servidor.endereco);
    let mut mau = Cliente::conectar(servidor.endereco);

    mau.enviar_bytes(&u32::MAX.to_be_bytes());

    assert_eq!(
        mau.receber(),
        None,
        "o servidor devia desligar quem anuncia 4 GiB"
    );
    assert_eq!(bom.pedir("oi"), "oi", "os outros não deviam perceber");
    drop((bom, mau));
    servidor.encerrar();
}
