//! Como o sensor trabalha, e o que deixa dito para o caso de morrer.

use std::time::Duration;

use rumqttc::{LastWill, QoS};

use crate::conexao::Opcoes;
use crate::endereco::Broker;
use crate::leitura::{CAIU, topico_do_estado};

/// Leituras que se guardam sem broker: a uma por segundo, dezesseis minutos.
pub const LUGARES: usize = 1_000;
/// Como o sensor trabalha.
pub struct Ajustes {
    pub broker: Broker,
    pub comodo: String,
    pub qos: QoS,
    pub intervalo: Duration,
    /// Quantas leituras; nenhuma diz que não acaba.
    pub leituras: Option<u64>,
    pub prazo: Duration,
    pub semente: u64,
}

// ANCHOR: testamento
pub(crate) fn opcoes(ajustes: &Ajustes) -> Opcoes {
    let estado = topico_do_estado(&ajustes.comodo);
    let mut opcoes = Opcoes::novas(
        ajustes.broker.clone(),
        &format!("sensor-{}", ajustes.comodo),
    );
    opcoes.sessao = true;
    opcoes.prazo = ajustes.prazo;
    // Retido: quem chegar depois da queda também precisa saber.
    opcoes.testamento = Some(LastWill::new(estado, CAIU, QoS::AtLeastOnce, true));
    opcoes
}
// ANCHOR_END: testamento
