//! Onde estão os programas.

use mqtt::endereco::Broker;

pub const SENSOR: &str = env!("CARGO_BIN_EXE_sensor");
pub const PAINEL: &str = env!("CARGO_BIN_EXE_painel");
pub const BROKER: &str = env!("CARGO_BIN_EXE_broker-mqtt");
pub const TRES_QOS: &str = env!("CARGO_BIN_EXE_tres-qos");

pub fn url(broker: &Broker) -> String {
    format!("mqtt://{broker}")
}
