//! Sem broker, ou com quem não é um: o que se diz, e quanto se espera.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use apoio::teste::{PRAZO, Programa, rodar};

use crate::programas::{PAINEL, SENSOR, TRES_QOS};

/// Uma porta que acabou de ser solta: ninguém escuta nela.
fn deserta() -> SocketAddr {
    let solta = TcpListener::bind("127.0.0.1:0").expect("há porta");
    solta.local_addr().expect("tem endereço")
}

fn esperar_quem_conecta(ouvinte: &TcpListener) {
    ouvinte.set_nonblocking(true).expect("é opção do sistema");
    let vence = Instant::now() + PRAZO;
    while ouvinte.accept().is_err() {
        assert!(Instant::now() < vence, "ninguém conectou em {PRAZO:?}");
        std::thread::yield_now();
    }
}

#[test]
fn quem_insiste_sem_broker_encerra_logo_quando_lhe_pedem() {
    // O segundo completa as conexões, e ninguém as atende.
    let calado = TcpListener::bind("127.0.0.1:0").expect("há porta");
    let mudo = calado.local_addr().expect("tem endereço");
    for endereco in [deserta(), mudo] {
        let broker = format!("mqtt://{endereco}");
        for programa in [SENSOR, PAINEL] {
            let programa = Programa::iniciar(programa, &["--broker", &broker]);
            if endereco == mudo {
                // A conexão aceita prova que o programa já está à espera.
                esperar_quem_conecta(&calado);
            } else {
                programa.esperar_no_diario("sem broker");
            }
            programa.pedir_fim();
            let pedido = Instant::now();
            let fim = programa.esperar_fim();
            assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
            let durou = pedido.elapsed();
            assert!(durou < Duration::from_secs(10), "{durou:?}: {}", fim.erro);
        }
    }
}

#[test]
fn sem_broker_os_programas_dizem_onde_procuraram_e_o_que_fazer() {
    let endereco = deserta();
    let broker = format!("mqtt://{endereco}");
    for programa in [SENSOR, PAINEL] {
        let (status, saida, erro) =
            rodar(programa, &["--broker", &broker, "--prazo", "300ms"]);
        assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
        let esperado =
            format!("nenhum broker MQTT em {endereco} depois de insistir por 300ms");
        assert!(erro.contains(&esperado), "{erro}");
        assert!(
            erro.contains("conexão recusada") && erro.contains("--broker"),
            "{erro}"
        );
    }
}

#[test]
fn sem_broker_a_experiencia_tambem_diz_onde_procurou() {
    let endereco = deserta();
    let broker = format!("mqtt://{endereco}");
    let (status, saida, erro) = rodar(TRES_QOS, &["--broker", &broker]);
    assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
    let esperado = format!("nenhum broker MQTT em {endereco} depois de");
    assert!(erro.contains(&esperado), "{erro}");
}

#[test]
fn quem_aceita_e_se_cala_nao_segura_os_programas_alem_do_prazo() {
    // O sistema completa as conexões; ninguém as atende.
    let calado = TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = calado.local_addr().expect("tem endereço");
    let broker = format!("mqtt://{endereco}");
    for programa in [SENSOR, PAINEL] {
        let inicio = Instant::now();
        let (status, _, erro) =
            rodar(programa, &["--broker", &broker, "--prazo", "300ms"]);
        assert_eq!(status, Some(1), "{erro}");
        assert!(erro.contains("o prazo venceu"), "{erro}");
        // Sem limite nosso, só a primeira tentativa levaria cinco segundos.
        let durou = inicio.elapsed();
        assert!(durou < Duration::from_secs(4), "{durou:?}: {erro}");
    }
}

#[test]
fn quem_atende_e_nao_fala_mqtt_e_dito_em_portugues() {
    let outro = TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = outro.local_addr().expect("tem endereço");
    std::thread::spawn(move || {
        for conexao in outro.incoming() {
            let responder = |mut conexao: TcpStream| {
                // O que ficasse por ler cortaria a conexão antes da resposta.
                let _ = conexao.read(&mut [0; 200])?;
                conexao.write_all(b"HTTP/1.1 400 \r\n\r\n")
            };
            let _ = conexao.and_then(responder);
        }
    });
    let broker = format!("mqtt://{endereco}");
    let (status, _, erro) = rodar(PAINEL, &["--broker", &broker, "--prazo", "300ms"]);
    assert_eq!(status, Some(1), "{erro}");
    assert!(
        erro.contains(": quem atende nesse endereço não fala MQTT. Inicie"),
        "{erro}"
    );
}
