//! Quem recebe o quê: curingas, retidas, testamento.

use mqtt::conexao::Opcoes;
use mqtt::endereco::Broker;
use rumqttc::{LastWill, QoS};

use super::{assinante, ligado, nome, proxima, publicar, texto};

fn novo(broker: &Broker) -> Opcoes {
    Opcoes::novas(broker.clone(), &nome("cliente"))
}

pub async fn o_mais_vale_um_nivel_e_o_jogo_da_velha_os_seguintes(broker: Broker) {
    let casa = nome("casa");
    let um_nivel = format!("{casa}/+/temperatura");
    let (_, mut um) = assinante(novo(&broker), &um_nivel, QoS::AtLeastOnce).await;
    let todos = format!("{casa}/#");
    let (_, mut tudo) = assinante(novo(&broker), &todos, QoS::AtLeastOnce).await;
    let topicos = [
        "sala/temperatura",
        "sala/mesa/temperatura",
        "sala/estado",
        "fim/temperatura",
    ];
    for topico in topicos {
        publicar(&broker, &format!("{casa}/{topico}"), &["x"], false).await;
    }
    for esperado in topicos {
        assert_eq!(proxima(&mut tudo).await.topic, format!("{casa}/{esperado}"));
    }
    for esperado in ["sala/temperatura", "fim/temperatura"] {
        assert_eq!(proxima(&mut um).await.topic, format!("{casa}/{esperado}"));
    }
}

pub async fn o_jogo_da_velha_casa_tambem_com_o_nivel_de_cima(broker: Broker) {
    let casa = nome("casa");
    let filtro = format!("{casa}/#");
    let (_, mut tudo) = assinante(novo(&broker), &filtro, QoS::AtLeastOnce).await;
    publicar(&broker, &casa, &["x"], false).await;
    assert_eq!(proxima(&mut tudo).await.topic, casa);
}

pub async fn a_retida_chega_a_quem_assina_depois_e_so_a_ultima(broker: Broker) {
    let topico = nome("estado");
    publicar(&broker, &topico, &["velha", "nova"], true).await;
    publicar(&broker, &topico, &["passageira"], false).await;
    let (_, mut laco) = assinante(novo(&broker), &topico, QoS::AtLeastOnce).await;
    let chegou = proxima(&mut laco).await;
    assert_eq!(chegou.payload, "nova");
    assert!(
        chegou.retain,
        "o sinal de retida diz que não é notícia de agora"
    );
}

pub async fn a_retida_vazia_apaga_a_que_havia(broker: Broker) {
    let topico = nome("estado");
    publicar(&broker, &topico, &["velha", ""], true).await;
    let (_, mut laco) = assinante(novo(&broker), &topico, QoS::AtLeastOnce).await;
    publicar(&broker, &topico, &["nova"], false).await;
    assert_eq!(texto(&mut laco).await, "nova");
}

pub async fn o_testamento_sai_na_morte_e_nao_na_despedida(broker: Broker) {
    let topico = nome("estado");
    let (_, mut ouvinte) = assinante(novo(&broker), &topico, QoS::AtLeastOnce).await;
    let com_testamento = |texto: &str| {
        let mut opcoes = novo(&broker);
        opcoes.testamento = Some(LastWill::new(&topico, texto, QoS::AtLeastOnce, false));
        opcoes
    };
    let (cliente, mut laco, _) = ligado(com_testamento("despedido caiu")).await;
    mqtt::tres_qos::despedir(&cliente, &mut laco)
        .await
        .expect("despede-se");
    drop(laco);
    let (_, laco, _) = ligado(com_testamento("morto caiu")).await;
    drop(laco);
    assert_eq!(texto(&mut ouvinte).await, "morto caiu");
}

/// Cada assinante recebe a sua cópia: um tópico espalha, não reparte.
pub async fn todos_os_assinantes_recebem_todas(broker: Broker) {
    let topico = nome("noticia");
    let mut lacos = Vec::new();
    for _ in 0..3 {
        lacos.push(assinante(novo(&broker), &topico, QoS::AtLeastOnce).await);
    }
    publicar(&broker, &topico, &["1", "2"], false).await;
    for (_, laco) in &mut lacos {
        assert_eq!([texto(laco).await, texto(laco).await], ["1", "2"]);
    }
}
