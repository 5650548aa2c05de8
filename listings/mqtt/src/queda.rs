//! A queda: por que houve, dito em português, e quanto esperar até tentar de novo.

use std::io;
use std::time::Duration;

use apoio::erro::motivo;
use rumqttc::{ConnectReturnCode, ConnectionError, StateError};

use crate::endereco::Broker;

const PRIMEIRO_RECUO: Duration = Duration::from_millis(100);
const MAIOR_RECUO: Duration = Duration::from_secs(5);

/// Não há broker, e já se insistiu bastante.
#[derive(Debug, thiserror::Error)]
#[error(
    "nenhum broker MQTT em {broker} depois de insistir por {prazo:?}: {motivo}. \
     Inicie um (cargo run -p mqtt --bin broker-mqtt) ou diga onde há outro: \
     --broker mqtt://HOST:PORTA"
)]
pub struct SemBroker {
    pub broker: Broker,
    pub prazo: Duration,
    pub motivo: String,
}

/// Uma espera ao acaso entre a metade do teto e ele: mil sensores derrubados
/// juntos não voltam juntos, e nenhum volta na hora.
pub(crate) fn recuo(quedas: u32) -> Duration {
    let teto = PRIMEIRO_RECUO * 2_u32.pow(quedas.min(10));
    teto.min(MAIOR_RECUO).mul_f64(0.5 + fastrand::f64() / 2.0)
}

pub(crate) fn explicar(erro: &ConnectionError) -> String {
    match erro {
        ConnectionError::Io(erro) | ConnectionError::MqttState(StateError::Io(erro)) => {
            motivo(erro)
        }
        ConnectionError::MqttState(StateError::ConnectionAborted) => {
            "o broker fechou a conexão".to_owned()
        }
        ConnectionError::MqttState(StateError::AwaitPingResp) => {
            "o broker não respondeu ao sinal de vida".to_owned()
        }
        ConnectionError::NetworkTimeout | ConnectionError::FlushTimeout => {
            motivo(&io::ErrorKind::TimedOut.into())
        }
        ConnectionError::ConnectionRefused(codigo) => {
            format!("o broker recusou a conexão: {}", recusa(*codigo))
        }
        ConnectionError::NotConnAck(_)
        | ConnectionError::MqttState(StateError::Deserialization(_)) => {
            "quem atende nesse endereço não fala MQTT".to_owned()
        }
        ConnectionError::MqttState(_) | ConnectionError::RequestsDone => {
            "a conversa com o broker saiu da ordem da norma".to_owned()
        }
    }
}

fn recusa(codigo: ConnectReturnCode) -> &'static str {
    match codigo {
        ConnectReturnCode::Success => "sem dizer por quê",
        ConnectReturnCode::RefusedProtocolVersion => "não fala MQTT 3.1.1",
        ConnectReturnCode::BadClientId => "o nome do cliente não lhe serve",
        ConnectReturnCode::ServiceUnavailable => "está cheio, ou fora de serviço",
        ConnectReturnCode::BadUserNamePassword => "usuário ou senha errados",
        ConnectReturnCode::NotAuthorized => "este cliente não tem permissão",
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_recuo_cresce_ate_o_teto_e_nunca_e_zero() {
        for quedas in 0..40 {
            let teto = (PRIMEIRO_RECUO * 2_u32.pow(quedas.min(10))).min(MAIOR_RECUO);
            let espera = recuo(quedas);
            assert!(espera >= teto / 2 && espera <= teto, "{quedas}: {espera:?}");
        }
    }
}
