//! Onde está o broker: `mqtt://HOST:PORTA`.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

/// A porta que a IANA reservou ao MQTT sem TLS.
pub const PORTA: u16 = 1883;

/// O endereço de um broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broker {
    pub host: String,
    pub porta: u16,
}

/// Por que o texto não é o endereço de um broker.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("escreva mqtt://HOST:PORTA, como mqtt://127.0.0.1:1883")]
pub struct EnderecoMalformado;

impl FromStr for Broker {
    type Err = EnderecoMalformado;

    fn from_str(texto: &str) -> Result<Self, Self::Err> {
        let resto = texto.strip_prefix("mqtt://").ok_or(EnderecoMalformado)?;
        let resto = resto.strip_suffix('/').unwrap_or(resto);
        // Um IPv6 vem entre colchetes; o que está dentro deles não é a porta.
        let (host, porta) = match resto.rsplit_once(':') {
            Some((host, porta)) if !porta.ends_with(']') => (host, porta.parse()),
            _ => (resto, Ok(PORTA)),
        };
        let porta = porta.map_err(|_| EnderecoMalformado)?;
        let colchetes = (host.starts_with('['), host.ends_with(']'));
        if host.is_empty()
            || colchetes.0 != colchetes.1
            || host.contains(|c: char| c.is_control() || "/@? ".contains(c))
        {
            return Err(EnderecoMalformado);
        }
        let host = host.to_owned();
        Ok(Self { host, porta })
    }
}

impl fmt::Display for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.porta)
    }
}

impl From<SocketAddr> for Broker {
    fn from(endereco: SocketAddr) -> Self {
        Self {
            host: match endereco {
                SocketAddr::V4(v4) => v4.ip().to_string(),
                SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
            },
            porta: endereco.port(),
        }
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_porta_e_opcional_e_o_ipv6_vem_entre_colchetes() {
        let escrito = |texto: &str| texto.parse::<Broker>().map(|c| c.to_string());
        assert_eq!(escrito("mqtt://casa:1884"), Ok("casa:1884".to_owned()));
        assert_eq!(escrito("mqtt://casa"), Ok("casa:1883".to_owned()));
        assert_eq!(escrito("mqtt://[::1]:99"), Ok("[::1]:99".to_owned()));
        assert_eq!(escrito("mqtt://[::1]"), Ok("[::1]:1883".to_owned()));
    }

    #[test]
    fn o_que_nao_e_endereco_e_recusado() {
        for errado in [
            "",
            "127.0.0.1:1883",
            "mqtt://",
            "mqtt://:1",
            "mqtt://a:x",
            "mqtt://[::1",
            "mqtt://a\u{1b}",
            "mqtt://a:65536",
            "amqp://a",
        ] {
            assert_eq!(
                errado.parse::<Broker>(),
                Err(EnderecoMalformado),
                "{errado}"
            );
        }
    }
}
