//! O mesmo, e o que o embutido não sabe provar, no Mosquitto de verdade.

use crate::afirmar_no_mosquitto;
use mqtt::tres_qos::experimentar;
use rumqttc::QoS;

afirmar_no_mosquitto!(
    entrega::cada_nivel_troca_um_dois_ou_quatro_pacotes,
    entrega::qos_0_perde_o_que_ia_na_conexao_que_caiu,
    entrega::qos_1_repete_quando_a_confirmacao_se_perde,
    entrega::qos_2_entrega_uma_vez_mesmo_sem_a_primeira_resposta,
    entrega::qos_1_reentrega_a_quem_morreu_antes_de_confirmar,
    entrega::qos_2_nao_salva_quem_morre_depois_do_efeito,
    entrega::quem_volta_recebe_o_que_se_publicou_na_sua_ausencia,
    entrega::sem_sessao_a_ausencia_e_perda,
    topicos::o_jogo_da_velha_casa_tambem_com_o_nivel_de_cima,
    topicos::o_mais_vale_um_nivel_e_o_jogo_da_velha_os_seguintes,
    topicos::a_retida_chega_a_quem_assina_depois_e_so_a_ultima,
    topicos::a_retida_vazia_apaga_a_que_havia,
    topicos::o_testamento_sai_na_morte_e_nao_na_despedida,
    topicos::todos_os_assinantes_recebem_todas,
);

/// O rumqttd esquece as publicações de QoS 2 pela metade quando a conexão cai, e
/// desliga quem insiste no PUBREL; o Mosquitto as guarda com a sessão.
#[tokio::test]
#[ignore = "precisa de Mosquitto: cargo xtask servicos mqtt -- cargo test -p mqtt -- --ignored"]
async fn qos_2_entrega_uma_vez_qualquer_que_seja_o_pacote_que_falta() {
    for cortado in ["PUBLISH", "PUBREC", "PUBREL", "PUBCOMP"] {
        let broker = crate::comum::de_verdade();
        let visto = experimentar(&broker, QoS::ExactlyOnce, Some(cortado)).await;
        let visto = visto.expect("há broker");
        assert_eq!(visto.recebidas, 1, "sem o {cortado}: {visto:?}");
    }
}

/// A entrega vale o menor dos dois níveis: o de quem publica e o de quem assina.
#[tokio::test]
#[ignore = "precisa de Mosquitto: cargo xtask servicos mqtt -- cargo test -p mqtt -- --ignored"]
async fn a_entrega_tem_o_menor_dos_dois_niveis() {
    use crate::comum::{assinante, de_verdade, ligado, nome, proxima};
    let topico = nome("t");
    let opcoes = mqtt::conexao::Opcoes::novas(de_verdade(), &nome("a"));
    let (_, mut laco) = assinante(opcoes, &topico, QoS::AtLeastOnce).await;
    let opcoes = mqtt::conexao::Opcoes::novas(de_verdade(), &nome("p"));
    let (cliente, mut publicador, _) = ligado(opcoes).await;
    for publicado in [QoS::AtMostOnce, QoS::AtLeastOnce, QoS::ExactlyOnce] {
        cliente
            .try_publish(&topico, publicado, false, "x")
            .expect("cabe um pedido");
        let entregue = async { proxima(&mut laco).await.qos };
        let entregue = tokio::select! {
            entregue = entregue => entregue,
            erro = conduzir(&mut publicador) => panic!("o publicador caiu: {erro}"),
        };
        let menor = if publicado < QoS::AtLeastOnce {
            publicado
        } else {
            QoS::AtLeastOnce
        };
        assert_eq!(entregue, menor);
    }
}

async fn conduzir(laco: &mut mqtt::conexao::Laco) -> mqtt::queda::SemBroker {
    loop {
        if let Err(erro) = laco.proximo().await {
            return erro;
        }
    }
}
