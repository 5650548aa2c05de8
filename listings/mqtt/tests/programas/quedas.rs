//! O Mosquitto morto por SIGKILL e religado: o que volta, e o que pode não voltar.

use std::env;
use std::fs;

use crate::comum::{assinante, de_verdade, fato, ligado, nome, texto};
use mqtt::conexao::{Fato, Laco, Opcoes};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use rumqttc::QoS;

/// Mata o broker; quem o supervisiona o religa na mesma porta, com os dados.
fn matar_o_broker() {
    let arquivo =
        env::var("MQTT_PID_ARQUIVO").expect("rode por cargo xtask servicos mqtt -- …");
    let pid = fs::read_to_string(arquivo).expect("o supervisor grava o número");
    let pid = pid.trim().parse().expect("é um número de processo");
    kill(Pid::from_raw(pid), Signal::SIGKILL).expect("o broker estava vivo");
}

/// O Mosquitto responde PUBACK e só grava o arquivo na volta seguinte do seu laço,
/// e isso com `autosave_on_changes`; de fábrica, a cada trinta minutos. A resposta
/// à mensagem n + 1 prova que a n está no disco; a da última não prova nada.
#[tokio::test]
#[ignore = "precisa de Mosquitto: cargo xtask servicos mqtt -- cargo test -p mqtt -- --ignored"]
async fn o_que_foi_confirmado_volta_menos_talvez_a_ultima() {
    for nivel in [QoS::AtLeastOnce, QoS::ExactlyOnce] {
        confirmar_matar_e_contar(nivel).await;
    }
}

async fn confirmar_matar_e_contar(nivel: QoS) {
    let (broker, topico, id) = (de_verdade(), nome("t"), nome("assinante"));
    let com_sessao = |id: &str| {
        let mut opcoes = Opcoes::novas(broker.clone(), id);
        opcoes.sessao = true;
        opcoes
    };
    // O assinante sai de cena: o que vier fica guardado no broker, por ele.
    let (cliente, mut laco) = assinante(com_sessao(&id), &topico, nivel).await;
    mqtt::tres_qos::despedir(&cliente, &mut laco)
        .await
        .expect("despede-se");
    let (cliente, mut laco, _) = ligado(com_sessao(&nome("publicador"))).await;
    for numero in 1..=50 {
        cliente
            .try_publish(&topico, nivel, false, numero.to_string())
            .expect("cabe");
        fato(&mut laco, "confirmação", |f| {
            matches!(f, Fato::Confirmada(_))
        })
        .await;
    }
    matar_o_broker();
    fato(&mut laco, "queda", |f| matches!(f, Fato::Caiu { .. })).await;
    fato(&mut laco, "volta", |f| matches!(f, Fato::Ligado { .. })).await;
    cliente
        .try_publish(&topico, nivel, false, "fim")
        .expect("cabe");
    fato(&mut laco, "confirmação", |f| {
        matches!(f, Fato::Confirmada(_))
    })
    .await;
    let (_, mut laco, lembrado) = ligado(com_sessao(&id)).await;
    assert!(lembrado, "a sessão do assinante devia estar no disco");
    let mut recebidas = ate_o_fim(&mut laco).await;
    recebidas.retain(|n| *n != 50);
    assert_eq!(recebidas, (1..50).collect::<Vec<_>>(), "{nivel:?}");
}

async fn ate_o_fim(laco: &mut Laco) -> Vec<u32> {
    let mut recebidas = Vec::new();
    loop {
        let carga = texto(laco).await;
        if carga == "fim" {
            return recebidas;
        }
        recebidas.push(carga.parse().expect("é um número"));
    }
}
