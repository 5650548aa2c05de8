//! Onde está o broker: `amqp://usuário:senha@HOST:PORTA/vhost`.

use std::fmt;
use std::str::FromStr;

use lapin::uri::{AMQPScheme, AMQPUri};

/// No protocolo, o nome do vhost leva o tamanho num byte.
const MAIOR_VHOST: usize = 255;

/// O endereço de um broker. A senha não se mostra.
#[derive(Clone, Debug)]
pub struct Broker(pub(crate) AMQPUri);

/// Por que o texto não é o endereço de um broker.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "escreva amqp://USUÁRIO:SENHA@HOST:PORTA/%2f, como amqp://guest:guest@127.0.0.1:5672/%2f"
)]
pub struct EnderecoMalformado;

impl FromStr for Broker {
    type Err = EnderecoMalformado;

    fn from_str(texto: &str) -> Result<Self, Self::Err> {
        let lido: AMQPUri = texto.parse().map_err(|_| EnderecoMalformado)?;
        let cabe = lido.vhost.len() <= MAIOR_VHOST;
        // O TLS ficou de fora: os brokers do curso ouvem só nesta máquina.
        if lido.scheme == AMQPScheme::AMQP && !lido.authority.host.is_empty() && cabe {
            Ok(Self(lido))
        } else {
            Err(EnderecoMalformado)
        }
    }
}

impl fmt::Display for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.0.authority.host, self.0.authority.port)
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_endereco_se_mostra_sem_a_senha() {
        let broker: Broker = "amqp://ana:segredo@casa:99/%2f".parse().expect("é um");
        assert_eq!(broker.to_string(), "casa:99");
    }

    #[test]
    fn o_que_nao_e_endereco_e_recusado() {
        for errado in [
            "",
            "127.0.0.1:5672",
            "mqtt://a",
            "amqps://a",
            "amqp://a:x@b:porta",
            &format!("amqp://a:x@b:1/{}", "v".repeat(MAIOR_VHOST + 1)),
        ] {
            assert!(errado.parse::<Broker>().is_err(), "{errado:?}");
        }
    }
}
