//! Quantas vezes uma mensagem chega.

use mqtt::conexao::Opcoes;
use mqtt::endereco::Broker;
use mqtt::tres_qos::{Visto, experimentar, pior_corte};
use rumqttc::QoS;

use super::{assinante, fato, ligado, nome, proxima, publicar, texto};

pub async fn cada_nivel_troca_um_dois_ou_quatro_pacotes(broker: Broker) {
    for (qos, esperados) in [
        (QoS::AtMostOnce, 1),
        (QoS::AtLeastOnce, 2),
        (QoS::ExactlyOnce, 4),
    ] {
        let visto = experimentar(&broker, qos, None).await.expect("há broker");
        assert_eq!(
            (visto.passos.len(), visto.recebidas),
            (esperados, 1),
            "{visto:?}"
        );
    }
}

async fn com_corte(broker: Broker, qos: QoS) -> Visto {
    let visto = experimentar(&broker, qos, Some(pior_corte(qos))).await;
    let visto = visto.expect("há broker");
    assert!(
        visto.passos.iter().any(|p| p.starts_with('✂')),
        "não cortou: {visto:?}"
    );
    visto
}

pub async fn qos_0_perde_o_que_ia_na_conexao_que_caiu(broker: Broker) {
    let visto = com_corte(broker, QoS::AtMostOnce).await;
    assert_eq!(visto.recebidas, 0, "{visto:?}");
}

pub async fn qos_1_repete_quando_a_confirmacao_se_perde(broker: Broker) {
    let visto = com_corte(broker, QoS::AtLeastOnce).await;
    assert_eq!(visto.recebidas, 2, "{visto:?}");
}

pub async fn qos_2_entrega_uma_vez_mesmo_sem_a_primeira_resposta(broker: Broker) {
    let visto = com_corte(broker, QoS::ExactlyOnce).await;
    assert_eq!(visto.recebidas, 1, "{visto:?}");
}

fn com_sessao(broker: &Broker, id: &str) -> Opcoes {
    let mut opcoes = Opcoes::novas(broker.clone(), id);
    opcoes.sessao = true;
    opcoes.confirma_a_mao = true;
    opcoes
}

async fn volta_sem_confirmar(broker: &Broker, qos: QoS) -> (String, String) {
    let (topico, id) = (nome("t"), nome("assinante"));
    let (_, mut laco) = assinante(com_sessao(broker, &id), &topico, qos).await;
    publicar(broker, &topico, &["débito"], false).await;
    assert_eq!(texto(&mut laco).await, "débito");
    // Morre aqui, sem PUBACK nem DISCONNECT: o sistema fecha a conexão.
    drop(laco);
    let (cliente, mut laco, lembrado) = ligado(com_sessao(broker, &id)).await;
    assert!(lembrado, "o broker devia guardar a sessão de quem caiu");
    let repetida = proxima(&mut laco).await;
    cliente.try_ack(&repetida).expect("cabe um pedido");
    assert_eq!(repetida.payload, "débito");
    // O que vem depois prova que a confirmação foi ouvida: a repetida não volta.
    publicar(broker, &topico, &["fim"], false).await;
    let fim = proxima(&mut laco).await;
    cliente.try_ack(&fim).expect("cabe um pedido");
    assert_eq!(fim.payload, "fim");
    mqtt::tres_qos::despedir(&cliente, &mut laco)
        .await
        .expect("despede-se");
    (topico, id)
}

pub async fn qos_1_reentrega_a_quem_morreu_antes_de_confirmar(broker: Broker) {
    let (topico, id) = volta_sem_confirmar(&broker, QoS::AtLeastOnce).await;
    publicar(&broker, &topico, &["depois"], false).await;
    let (_, mut laco, _) = ligado(com_sessao(&broker, &id)).await;
    assert_eq!(
        texto(&mut laco).await,
        "depois",
        "a confirmada não devia voltar"
    );
}

pub async fn quem_volta_recebe_o_que_se_publicou_na_sua_ausencia(broker: Broker) {
    let (topico, id) = (nome("t"), nome("assinante"));
    let (cliente, mut laco) =
        assinante(com_sessao(&broker, &id), &topico, QoS::AtLeastOnce).await;
    mqtt::tres_qos::despedir(&cliente, &mut laco)
        .await
        .expect("despede-se");
    publicar(&broker, &topico, &["1", "2", "3"], false).await;
    let (_, mut laco, _) = ligado(com_sessao(&broker, &id)).await;
    for esperada in ["1", "2", "3"] {
        assert_eq!(texto(&mut laco).await, esperada);
    }
}

pub async fn sem_sessao_a_ausencia_e_perda(broker: Broker) {
    let (topico, id) = (nome("t"), nome("assinante"));
    let opcoes = Opcoes::novas(broker.clone(), &id);
    let (_, laco) = assinante(opcoes.clone(), &topico, QoS::AtLeastOnce).await;
    drop(laco);
    publicar(&broker, &topico, &["perdida"], false).await;
    let (cliente, mut laco, lembrado) = ligado(opcoes).await;
    assert!(!lembrado);
    cliente
        .try_subscribe(&topico, QoS::AtLeastOnce)
        .expect("cabe um pedido");
    fato(&mut laco, "assinatura", |f| {
        matches!(f, mqtt::conexao::Fato::Assinado)
    })
    .await;
    publicar(&broker, &topico, &["nova"], false).await;
    assert_eq!(texto(&mut laco).await, "nova");
}

/// O QoS 2 acaba onde acaba a biblioteca: quem executou e morreu antes de
/// responder executa de novo.
pub async fn qos_2_nao_salva_quem_morre_depois_do_efeito(broker: Broker) {
    volta_sem_confirmar(&broker, QoS::ExactlyOnce).await;
}
