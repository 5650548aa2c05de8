//! Quantas vezes uma mensagem chega.

use mqtt::endereco::Corretor;
use mqtt::ligacao::Opcoes;
use mqtt::tres_qos::{Visto, experimentar, pior_corte};
use rumqttc::QoS;

use super::{assinante, fato, ligado, nome, proxima, publicar, texto};

pub async fn cada_nivel_troca_um_dois_ou_quatro_pacotes(corretor: Corretor) {
    for (qos, esperados) in [
        (QoS::AtMostOnce, 1),
        (QoS::AtLeastOnce, 2),
        (QoS::ExactlyOnce, 4),
    ] {
        let visto = experimentar(&corretor, qos, None)
            .await
            .expect("há corretor");
        assert_eq!(
            (visto.passos.len(), visto.recebidas),
            (esperados, 1),
            "{visto:?}"
        );
    }
}

async fn com_corte(corretor: Corretor, qos: QoS) -> Visto {
    let visto = experimentar(&corretor, qos, Some(pior_corte(qos))).await;
    let visto = visto.expect("há corretor");
    assert!(
        visto.passos.iter().any(|p| p.starts_with('✂')),
        "não cortou: {visto:?}"
    );
    visto
}

pub async fn qos_0_perde_o_que_ia_na_ligacao_que_caiu(corretor: Corretor) {
    let visto = com_corte(corretor, QoS::AtMostOnce).await;
    assert_eq!(visto.recebidas, 0, "{visto:?}");
}

pub async fn qos_1_repete_quando_a_confirmacao_se_perde(corretor: Corretor) {
    let visto = com_corte(corretor, QoS::AtLeastOnce).await;
    assert_eq!(visto.recebidas, 2, "{visto:?}");
}

pub async fn qos_2_entrega_uma_vez_mesmo_sem_a_primeira_resposta(corretor: Corretor) {
    let visto = com_corte(corretor, QoS::ExactlyOnce).await;
    assert_eq!(visto.recebidas, 1, "{visto:?}");
}

fn com_sessao(corretor: &Corretor, id: &str) -> Opcoes {
    let mut opcoes = Opcoes::novas(corretor.clone(), id);
    opcoes.sessao = true;
    opcoes.confirma_a_mao = true;
    opcoes
}

async fn volta_sem_confirmar(corretor: &Corretor, qos: QoS) -> (String, String) {
    let (topico, id) = (nome("t"), nome("assinante"));
    let (_, mut laco) = assinante(com_sessao(corretor, &id), &topico, qos).await;
    publicar(corretor, &topico, &["débito"], false).await;
    assert_eq!(texto(&mut laco).await, "débito");
    // Morre aqui, sem PUBACK nem DISCONNECT: o sistema fecha a conexão.
    drop(laco);
    let (cliente, mut laco, lembrado) = ligado(com_sessao(corretor, &id)).await;
    assert!(lembrado, "o corretor devia guardar a sessão de quem caiu");
    let repetida = proxima(&mut laco).await;
    cliente.try_ack(&repetida).expect("cabe um pedido");
    assert_eq!(repetida.payload, "débito");
    // O que vem depois prova que a confirmação foi ouvida: a repetida não volta.
    publicar(corretor, &topico, &["fim"], false).await;
    let fim = proxima(&mut laco).await;
    cliente.try_ack(&fim).expect("cabe um pedido");
    assert_eq!(fim.payload, "fim");
    mqtt::tres_qos::despedir(&cliente, &mut laco)
        .await
        .expect("despede-se");
    (topico, id)
}

pub async fn qos_1_reentrega_a_quem_morreu_antes_de_confirmar(corretor: Corretor) {
    let (topico, id) = volta_sem_confirmar(&corretor, QoS::AtLeastOnce).await;
    publicar(&corretor, &topico, &["depois"], false).await;
    let (_, mut laco, _) = ligado(com_sessao(&corretor, &id)).await;
    assert_eq!(
        texto(&mut laco).await,
        "depois",
        "a confirmada não devia voltar"
    );
}

pub async fn quem_volta_recebe_o_que_se_publicou_na_sua_ausencia(corretor: Corretor) {
    let (topico, id) = (nome("t"), nome("assinante"));
    let (cliente, mut laco) =
        assinante(com_sessao(&corretor, &id), &topico, QoS::AtLeastOnce).await;
    mqtt::tres_qos::despedir(&cliente, &mut laco)
        .await
        .expect("despede-se");
    publicar(&corretor, &topico, &["1", "2", "3"], false).await;
    let (_, mut laco, _) = ligado(com_sessao(&corretor, &id)).await;
    for esperada in ["1", "2", "3"] {
        assert_eq!(texto(&mut laco).await, esperada);
    }
}

pub async fn sem_sessao_a_ausencia_e_perda(corretor: Corretor) {
    let (topico, id) = (nome("t"), nome("assinante"));
    let opcoes = Opcoes::novas(corretor.clone(), &id);
    let (_, laco) = assinante(opcoes.clone(), &topico, QoS::AtLeastOnce).await;
    drop(laco);
    publicar(&corretor, &topico, &["perdida"], false).await;
    let (cliente, mut laco, lembrado) = ligado(opcoes).await;
    assert!(!lembrado);
    cliente
        .try_subscribe(&topico, QoS::AtLeastOnce)
        .expect("cabe um pedido");
    fato(&mut laco, "assinatura", |f| {
        matches!(f, mqtt::ligacao::Fato::Assinado)
    })
    .await;
    publicar(&corretor, &topico, &["nova"], false).await;
    assert_eq!(texto(&mut laco).await, "nova");
}

/// O QoS 2 acaba onde acaba a biblioteca: quem executou e morreu antes de
/// responder executa de novo.
pub async fn qos_2_nao_salva_quem_morre_depois_do_efeito(corretor: Corretor) {
    volta_sem_confirmar(&corretor, QoS::ExactlyOnce).await;
}
